import type { OpenDocument } from '../../core/ports/document-reader.ts'
import type { PreparePicture } from '../../core/ports/prepare-picture.ts'

/** A file whose kind is known. */
export interface OfficeFile {
  readonly path: string
  readonly mediaType: string
  readonly password: string | null
  readonly preparePicture: PreparePicture
}

/** Opens files of one kind. Throws ProblemError. */
export type OpenOffice = (file: OfficeFile) => Promise<OpenDocument>

import type { Inspection } from '../../../../src-shared/contract/worker-wire.ts'
import type { DocumentReader } from '../../ports/document-reader.ts'
import type { FileToInspect } from '../../ports/inspector.ts'
import { ProblemError } from '../../problem-error.ts'
import { extensionOf } from './media-type.ts'

/** Finds out whether a file can become a job: its kind, whether it opens, and how many pages it has. */
export async function inspectDocument(
  reader: DocumentReader,
  { path, name, password }: FileToInspect,
): Promise<Inspection> {
  try {
    const document = await reader.open(path, password, { name })
    const { mediaType, pageCount } = document
    document.close()
    if (pageCount < 1) return { kind: 'refused', problem: 'no-pages', detail: '' }
    return { kind: 'accepted', mediaType, extension: extensionOf(mediaType), pageCount }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { kind: 'refused', problem: error.code, detail: error.detail }
  }
}

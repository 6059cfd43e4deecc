import type { DocumentReader } from '../ports/document-reader.ts'
import { ProblemError } from '../problem-error.ts'
import { mediaTypeOf } from './inspection/media-type.ts'
import { nameUnsupportedKind } from './inspection/name-unsupported-kind.ts'
import { officeFamilyOf } from './inspection/office-family.ts'

interface Readers {
  readonly pdf: DocumentReader
  readonly image: DocumentReader
  /** For all that has text but no look. */
  readonly office: DocumentReader
}

/** A reader that looks at a file's first bytes and leaves the work to the reader for its kind. */
export function readerByMediaType(
  readHead: (path: string) => Promise<Uint8Array>,
  { pdf, image, office }: Readers,
): DocumentReader {
  return {
    async open(path, password, hint) {
      const head = await readHead(path)
      if (head.length === 0) throw new ProblemError('empty-file')
      const kind = mediaTypeOf(head)
      if (kind) return (kind.mediaType === 'application/pdf' ? pdf : image).open(path, password)
      if (officeFamilyOf(head) !== undefined) return office.open(path, password, hint)
      throw new ProblemError('not-supported', `the file seems to be ${nameUnsupportedKind(head)}`)
    },
  }
}

import type { DocumentReader } from '../../core/ports/document-reader.ts'
import type { PreparePicture } from '../../core/ports/prepare-picture.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { officeMediaType } from './office-media-type.ts'
import type { OpenOffice } from './open-office.ts'

/** Parsers are loaded when a file of their kind comes: a worker that reads scans alone never pays for them. */
const OPENERS: Readonly<Record<string, () => Promise<OpenOffice>>> = {
  'text/plain': async () => (await import('./text/open-text.ts')).openText,
}

/** Reads what has text but no look: office files, e-books, web pages, Markdown, tables and plain text. */
export function officeReader(preparePicture: PreparePicture): DocumentReader {
  return {
    async open(path, password, hint = {}) {
      const mediaType = await officeMediaType(path, hint)
      const opener = OPENERS[mediaType]
      if (!opener) throw new ProblemError('not-supported', `the file is ${mediaType}`)
      const open = await opener()
      return open({ path, mediaType, password, preparePicture })
    },
  }
}

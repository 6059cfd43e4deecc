import type { DocumentReader } from '../../core/ports/document-reader.ts'
import type { PreparePicture } from '../../core/ports/prepare-picture.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { officeMediaType } from './office-media-type.ts'
import type { OpenOffice } from './open-office.ts'

/** Parsers are loaded when a file of their kind comes: a worker that reads scans alone never pays for them. */
const OPENERS: Readonly<Record<string, () => Promise<OpenOffice>>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': async () =>
    (await import('./docx/open-docx.ts')).openDocx,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': async () =>
    (await import('./xlsx/open-xlsx.ts')).openXlsx,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': async () =>
    (await import('./pptx/open-pptx.ts')).openPptx,
  'application/vnd.oasis.opendocument.text': byLibreOffice,
  'application/vnd.oasis.opendocument.spreadsheet': byLibreOffice,
  'application/vnd.oasis.opendocument.presentation': byLibreOffice,
  'application/msword': byLibreOffice,
  'application/vnd.ms-excel': byLibreOffice,
  'application/vnd.ms-powerpoint': byLibreOffice,
  'application/rtf': byLibreOffice,
  'application/epub+zip': async () => (await import('./epub/open-epub.ts')).openEpub,
  'text/html': async () => (await import('./html/open-html.ts')).openHtml,
  'text/markdown': async () => (await import('./markdown/open-markdown.ts')).openMarkdown,
  'text/csv': async () => (await import('./csv/open-csv.ts')).openCsv,
  'text/tab-separated-values': async () => (await import('./csv/open-csv.ts')).openCsv,
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

async function byLibreOffice(): Promise<OpenOffice> {
  return (await import('./libreoffice/open-converted.ts')).openConverted
}

import { EXPORT_FORMATS, type ExportFormat } from '../../src-shared/contract/routes.ts'
import { docxParts } from '../core/export/docx-parts.ts'
import { exportPieces } from '../core/export/export-frame.ts'
import { flowing, isTextExport, streamResult } from '../core/export/export-result.ts'
import type { StreamedResult } from '../core/export/job-result.ts'
import { markdownFrame } from '../core/export/markdown-frame.ts'
import { xlsxParts } from '../core/export/xlsx-parts.ts'
import { resultFileName } from '../core/job/display-name.ts'
import { pageRange } from '../core/job/page-range.ts'
import { ProblemError } from '../core/problem-error.ts'
import type { AppParts } from './app-parts.ts'
import { findStored } from './find-stored.ts'
import { markersOfJobs } from './job-structure.ts'
import { resultPages } from './result-pages.ts'
import { searchablePdf } from './searchable-pdf.ts'
import type { ResultFile, ResultRequest, UseCases } from './use-cases.ts'

/** The job's result; the whole Markdown of a completed job is its file on disk. */
export function openResult(
  parts: Pick<
    AppParts,
    'jobs' | 'pages' | 'files' | 'census' | 'packFiles' | 'folders' | 'staging' | 'pdfWriter'
  >,
): UseCases['openResult'] {
  const markerOf = markersOfJobs(parts)
  return async request => {
    const stored = await findStored(parts, request.jobId)
    const { job } = stored
    if (job.state !== 'completed' && !request.partial) {
      throw new ProblemError('result-not-ready', `The job is ${job.state}`)
    }
    const document = job.documents.find(({ number }) => number === request.document)
    if (request.document !== null && !document) {
      throw new ProblemError('document-not-found', `Document ${request.document}`)
    }
    const pages = request.pages === '' ? null : new Set(pageRange(request.pages, job.pageCount))
    await parts.census.markRead(job.id)
    const { mediaType, extension } = EXPORT_FORMATS[request.format]
    const fileName = resultFileName(document?.name ?? job.name, extension)

    const isWhole = request.document === null && pages === null && job.state === 'completed'
    const { figureFolder } = request
    const isKept = isWhole && request.format === 'md' && figureFolder === undefined
    const file = isKept ? await parts.files.read(job.id, 'result.md') : undefined
    if (file) return { mediaType, fileName, ...file }
    const choice = { document: request.document, pages }
    if (request.format === 'pdf')
      return { mediaType, fileName, body: await searchablePdf(parts, stored, choice), sizeBytes: null }
    const mark = await markerOf(job)
    const result = await resultPages(parts, job, { ...choice, mark })
    const body = writeResult(parts, { ...request, format: request.format }, result)
    return { mediaType, fileName, body, sizeBytes: null } satisfies ResultFile
  }
}

function writeResult(
  { files, packFiles }: Pick<AppParts, 'files' | 'packFiles'>,
  { jobId, format, figureFolder }: ResultRequest & { readonly format: Exclude<ExportFormat, 'pdf'> },
  result: StreamedResult,
): AsyncIterable<Uint8Array> {
  const readFigure = (name: string) => files.readFigure(jobId, name)
  if (!isTextExport(format)) return packFiles(PACKAGES[format](flowing(result), readFigure))
  return bytesOf(
    format === 'md' && figureFolder !== undefined
      ? exportPieces(markdownFrame(linkInto(figureFolder)), flowing(result))
      : streamResult(format, result, readFigure),
  )
}

/** Links to pictures that will lie in another folder than the job's. */
const linkInto =
  (folder: string) =>
  (name: string): string =>
    `${encodeURIComponent(folder).replace(/[!'()*]/g, percentOf)}/${name}`

const percentOf = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

/** Formats that are many files in one. */
const PACKAGES = { docx: docxParts, xlsx: xlsxParts } as const

/** Pieces are small; a network packet each would be slow. */
const GATHER_CHARACTERS = 32 * 1024

async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let gathered = ''
  for await (const piece of pieces) {
    gathered += piece
    if (gathered.length < GATHER_CHARACTERS) continue
    yield encoder.encode(gathered)
    gathered = ''
  }
  if (gathered !== '') yield encoder.encode(gathered)
}

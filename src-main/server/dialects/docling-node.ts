import { createHash } from 'node:crypto'
import type { Job } from '../../../src-shared/contract/job.ts'
import type { Page } from '../../../src-shared/contract/page.ts'
import { ROUTES } from '../../../src-shared/contract/routes.ts'
import { noteLabels } from '../../core/export/note-labels.ts'
import { pageToMarkdown } from '../../core/export/page-to-markdown.ts'
import { doclingTables } from './docling-tables.ts'
import { pythonJson } from './python-json.ts'

/** A page as D's clients take it: the fields of the DocumentNode that they make of it. */
export interface DoclingNode {
  readonly id: string
  readonly node_type: 'DocumentNode'
  readonly text: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly embedding: null
  readonly doc_id: string
  readonly parent_id: null
  readonly children_ids: readonly string[]
  readonly next_id: null
  readonly previous_id: null
  readonly hash: string
  readonly persistent_key: string
}

const POINTS_PER_INCH = 72
/** The fields by which a client recognises a page that it has had before. */
const KEYS = ['source', 'page_number'] as const

/** The node of a page, the same each time; undefined for a page without text, of which D's clients get none. */
export function doclingNode(job: Job, page: Page): DoclingNode | undefined {
  const text = pageToMarkdown(page, { figureLink: name => figurePath(job.id, name), notes: noteLabels() })
  if (text.trim() === '') return undefined
  const id = stableId(`${job.id}/${page.number}`)
  const metadata = metadataOf(job, page, text)
  return {
    id,
    node_type: 'DocumentNode',
    text,
    metadata,
    embedding: null,
    doc_id: id,
    parent_id: null,
    children_ids: [],
    next_id: null,
    previous_id: null,
    hash: createHash('md5')
      .update(`${text}|${pythonJson(metadata)}`)
      .digest('hex'),
    persistent_key: [...KEYS]
      .sort()
      .map(key => String(metadata[key] ?? ''))
      .join('_'),
  }
}

/** Nodes leave the job's folder, so their pictures are named by where the server gives them out. */
const figurePath = (jobId: string, name: string): string =>
  ROUTES.getFigure.path.replace(':jobId', jobId).replace(':name', name)

/** The file's facts, over them what the caller sent along, over that the page's own. */
function metadataOf({ documents, options }: Job, page: Page, text: string): Record<string, unknown> {
  const document = documents[page.documentNumber - 1]
  return {
    file_size: document?.sizeBytes ?? 0,
    file_type: /[^.]\.([^.]+)$/.exec(document?.name ?? '')?.[1] ?? '',
    ...options.nodeMetadata,
    page_number: page.pageInDocument,
    total_pages: document?.pagesInFile ?? 0,
    total_length: [...text].length,
    width: inPoints(page.widthPx, page),
    height: inPoints(page.heightPx, page),
    ...doclingTables(page),
    __keys: KEYS,
    document: true,
  }
}

const inPoints = (px: number, { dpi }: Page): number => Math.round((px / dpi) * POINTS_PER_INCH * 100) / 100

/** A UUID that follows from the text (version 8 of RFC 9562). */
function stableId(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}

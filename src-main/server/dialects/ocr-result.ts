import type { Job, PageSummary } from '../../../src-shared/contract/job.ts'
import type { Page, Region, RegionCategory } from '../../../src-shared/contract/page.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { tableOfRegion } from '../../core/export/drawable-table.ts'
import { pageToMarkdown } from '../../core/export/page-to-markdown.ts'
import { tableToHtml } from '../../core/export/table-to-html.ts'
import { scaleBox } from '../../core/job/scale-box.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { isServedEngine } from '../../core/served/served-chain.ts'
import { annotatedImages } from './annotated-images.ts'
import { isoMilliseconds } from './dialect-times.ts'
import { jsonObject } from './json-pieces.ts'
import { dpiOf, modelOf } from './ocr-options.ts'

/** C's body of a completed job as JSON, a page at a time; with the pages' pictures when they are wanted. */
export function ocrResult(useCases: UseCases, job: Job, annotate: boolean): AsyncGenerator<string> {
  return jsonObject({
    success: true,
    job_id: job.id,
    status: 'completed',
    filename: job.name,
    total_pages: job.pageCount,
    dpi: dpiOf(job),
    model: modelOf(job),
    results: ocrPages(useCases, job),
    annotated_images: annotate ? annotatedImages(useCases, job) : [],
    metadata: ocrMetadata(useCases, job),
    message: 'Job completed successfully',
    completed_at: isoMilliseconds(job.finishedAt),
  })
}

/** What C's results say about how they were made: a served engine where one has read pages of the job. */
export async function* ocrMetadata({ pagesByEngine }: UseCases, job: Job): AsyncGenerator<string> {
  const served = [...(await pagesByEngine(job.id))]
    .filter(([engine]) => isServedEngine(engine))
    .sort(([, a], [, b]) => b - a)
  const own = isServedEngine(job.options.engine) ? 'paddle' : job.options.engine
  yield JSON.stringify({ filename: job.name, dpi: dpiOf(job), engine: served[0]?.[0] ?? own })
}

/** `{"page_0": …}`: every page of the job, the first with the number 0. */
export async function* ocrPages(useCases: UseCases, job: Job): AsyncGenerator<string> {
  let start = '{'
  for (const summary of await useCases.listPages(job.id)) {
    yield `${start}"page_${summary.number - 1}":${JSON.stringify(await pageResult(useCases, job, summary))}`
    start = ','
  }
  yield start === '{' ? '{}' : '}'
}

async function pageResult(useCases: UseCases, job: Job, { number }: PageSummary): Promise<object> {
  try {
    const page = await useCases.readPage(job.id, number)
    return {
      status: 'success',
      data: modelOf(job) === 'lightonocr' ? pageToMarkdown(page) : elementsOf(page, dpiOf(job)),
    }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === 'job-not-found') throw error
    const words = [PROBLEMS[error.code].words, error.detail].filter(Boolean).join(' ')
    return { status: 'error', error: words, data: modelOf(job) === 'lightonocr' ? '' : [] }
  }
}

/** The layout elements of a page, boxes in pixels at the resolution asked for. */
function elementsOf(page: Page, dpi: number): object[] {
  const scale = dpi / page.dpi
  return page.regions.map(region => ({
    bbox: bboxOf(region, scale),
    category: categoryOf(region, page),
    text: textOf(region),
  }))
}

/** DotsOCR gives tables as HTML; a table of one column is text. */
function textOf(region: Region): string {
  const table = region.category === 'table' ? tableOfRegion(region) : undefined
  return table ? tableToHtml(table, () => undefined) : region.text
}

function bboxOf(region: Region, scale: number): number[] {
  const { left, top, right, bottom } = scaleBox(region.box, scale)
  return [left, top, right, bottom]
}

/** The names that DotsOCR gives to what we call otherwise. */
const CATEGORIES = {
  title: 'Section-header',
  text: 'Text',
  list: 'List-item',
  table: 'Table',
  figure: 'Picture',
  caption: 'Caption',
  header: 'Page-header',
  footer: 'Page-footer',
  'page-number': 'Page-footer',
  footnote: 'Footnote',
  equation: 'Formula',
  code: 'Text',
} as const satisfies Record<RegionCategory, string>

function categoryOf({ category, level, box }: Region, { heightPx }: Page): string {
  if (category === 'title' && (level ?? 1) === 1) return 'Title'
  const isAbove = box.top + box.bottom < heightPx
  return category === 'page-number' && isAbove ? CATEGORIES.header : CATEGORIES[category]
}

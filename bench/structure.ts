import path from 'node:path'
import { parseArgs } from 'node:util'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import { streamResult } from '../src-main/core/export/export-result.ts'
import type { OpenDocument } from '../src-main/core/ports/document-reader.ts'
import type { TextEngine } from '../src-main/core/ports/text-engine.ts'
import type { Page } from '../src-shared/contract/page.ts'
import { pageTestsIn, passes } from './page-tests.ts'
import { readDocument } from './read-document.ts'
import { f1Of, scoreHeadings } from './score-headings.ts'
import { orderCasesIn, scoreOrder } from './score-order.ts'
import { markPages, startPages } from './start-pages.ts'

const HELP = `npm run bench -- structure [--headings FILE.pdf,FILE.pdf [--blind] [--step N]] [--tests DIR] [--order DIR] [--show]
--headings: titles against the outlines of born-digital documents; --blind hides the outlines from the product.
--tests: unit tests of pages as olmOCR's benchmark has them. --order: reading order of OmniDocBench's pages.`

/** Measures the structure of documents. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      headings: { type: 'string' },
      tests: { type: 'string' },
      order: { type: 'string' },
      blind: { type: 'boolean', default: false },
      step: { type: 'string', default: '1' },
      show: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { headings, tests, order, blind, step, show } = values
  if (values.help || !(headings || tests || order)) return console.log(HELP)
  if (headings) {
    console.log(`${'document'.padEnd(28)} pages  named  found  right     F1  levels  ms/page`)
    for (const file of headings.split(','))
      await measureHeadings(file, { isBlind: blind, step: Number(step), show })
  }
  if (tests) await measureTests(tests, show)
  if (order) await measureOrder(order)
}

async function measureTests(folder: string, show: boolean): Promise<void> {
  const readPages = await startPages()
  const counts = new Map<string, { passed: number; all: number }>()
  for (const { file, tests } of pageTestsIn(folder)) {
    const pages = await readPages(file)
    for (const test of tests) {
      const page = pages.find(each => each.pageInDocument === test.page)
      const markdown = page ? await wholeOf(streamResult('md', resultOf(page))) : ''
      const isPassed = passes(test, markdown)
      const count = counts.get(test.type) ?? { passed: 0, all: 0 }
      counts.set(test.type, { passed: count.passed + (isPassed ? 1 : 0), all: count.all + 1 })
      if (show && !isPassed) console.log(`  failed: ${JSON.stringify(test)}`)
    }
  }
  for (const [type, { passed, all }] of counts) console.log(`${type.padEnd(10)} ${passed} of ${all}`)
}

const resultOf = (page: Page) => ({
  name: 'page',
  documents: [{ number: 1, name: 'page', pages: [{ kind: 'page' as const, page }] }],
})

async function measureOrder(folder: string): Promise<void> {
  const readPages = await startPages()
  let sum = 0
  const cases = orderCasesIn(folder)
  for (const { file, blocks } of cases) {
    const [page] = await readPages(file)
    if (!page) continue
    const score = scoreOrder(page, blocks)
    sum += score.distance
    console.log(
      `${path.basename(file).slice(0, 50).padEnd(50)} ${score.found} of ${score.all} blocks, ${score.distance.toFixed(3)} out of order`,
    )
  }
  console.log(`mean ${(sum / Math.max(1, cases.length)).toFixed(3)}`)
}

interface Options {
  readonly isBlind: boolean
  readonly step: number
  readonly show: boolean
}

async function measureHeadings(file: string, { isBlind, step, show }: Options): Promise<void> {
  const document = await pdfiumReader().open(file, null)
  try {
    const outline = document.outline?.() ?? []
    const numbers = Array.from({ length: document.pageCount }, (_, i) => i + 1).filter(n => n % step === 0)
    const startedAt = performance.now()
    const read = await readDocument(
      isBlind ? withoutOutline(document) : document,
      { engine: noEngine },
      numbers,
    )
    const msPerPage = (performance.now() - startedAt) / Math.max(1, numbers.length)
    const pages = markPages(read)
    const score = scoreHeadings(pages, outline)
    const cells = [score.named, score.found, score.right].map(count => String(count).padStart(6))
    console.log(
      `${file.slice(-28).padEnd(28)} ${String(pages.length).padStart(5)} ${cells.join(' ')} ${f1Of(score).toFixed(3).padStart(6)} ${score.levelsRight.toFixed(3).padStart(7)} ${msPerPage.toFixed(1).padStart(8)}`,
    )
    if (!show) return
    for (const heading of score.missing) console.log(`  - ${heading.page} [${heading.level}] ${heading.text}`)
    for (const heading of score.extra) console.log(`  + ${heading.page} [${heading.level}] ${heading.text}`)
  } finally {
    document.close()
  }
}

function withoutOutline(document: OpenDocument): OpenDocument {
  const { outline: _, ...rest } = document
  return rest
}

/** Pages without a text layer are left out: headings are measured on born-digital documents. */
const noEngine: TextEngine = {
  readLines: async () => ({ lines: [], rotation: 0, skewDegrees: 0, notices: [] }),
}

async function wholeOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

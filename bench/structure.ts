import { parseArgs } from 'node:util'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import type { OpenDocument } from '../src-main/core/ports/document-reader.ts'
import type { TextEngine } from '../src-main/core/ports/text-engine.ts'
import { structureMarker } from '../src-main/core/structure/document-structure.ts'
import { findStructure } from '../src-main/core/structure/find-structure.ts'
import { pageFacts } from '../src-main/core/structure/page-facts.ts'
import { readDocument } from './read-document.ts'
import { f1Of, scoreHeadings } from './score-headings.ts'

const HELP = `npm run bench -- structure [--headings FILE.pdf,FILE.pdf] [--blind] [--step N] [--show]
Headings against the outlines of born-digital documents; --blind hides the outlines from the product.`

/** Measures the structure of documents: headings against outlines. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      headings: { type: 'string' },
      blind: { type: 'boolean', default: false },
      step: { type: 'string', default: '1' },
      show: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help || !values.headings) return console.log(HELP)
  console.log(`${'document'.padEnd(28)} pages  named  found  right     F1  levels  ms/page`)
  for (const file of values.headings.split(','))
    await measureHeadings(file, { isBlind: values.blind, step: Number(values.step), show: values.show })
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
    const read = await readDocument(isBlind ? withoutOutline(document) : document, noEngine, numbers)
    const msPerPage = (performance.now() - startedAt) / Math.max(1, numbers.length)
    const pages = read.map(structureMarker(findStructure(read.map(pageFacts))))
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

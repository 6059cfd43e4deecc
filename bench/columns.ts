import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { drawColumnPages } from './draw-columns.ts'
import { scoreOrder } from './score-order.ts'
import { startPages } from './start-pages.ts'

const HELP = `npm run bench -- columns [--pages 60] [--scanned] [--show]
The reading order of drawn pages of two and three columns. --scanned hides their text layer. --show names the pages in order too.`

/** Measures the reading order of pages of columns, with floats, headings over the columns, footnotes, side bars. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      pages: { type: 'string', default: '60' },
      scanned: { type: 'boolean', default: false },
      show: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const readPages = await startPages({ isScanned: values.scanned })
  const folder = await mkdtemp(path.join(tmpdir(), 'pageloom-columns-'))
  const drawn = drawColumnPages(Number(values.pages))
  let sum = 0
  try {
    for (const [index, { pdf, blocks, kind }] of drawn.entries()) {
      const file = path.join(folder, `${index}.pdf`)
      await writeFile(file, pdf)
      const [page] = await readPages(file)
      const score = page ? scoreOrder(page, blocks) : { distance: 1, found: 0, all: blocks.length }
      sum += score.distance
      const text = `page ${index} (${kind}): ${score.found} of ${score.all} blocks, ${score.distance.toFixed(3)} out of order`
      if (values.show || score.distance > 0) console.log(text)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  console.log(`mean of ${drawn.length} pages ${(sum / Math.max(1, drawn.length)).toFixed(4)}`)
}

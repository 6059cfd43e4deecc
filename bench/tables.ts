import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { measureDrawn } from './drawn-tables.ts'
import { largestTable, scoreTables } from './score-tables.ts'
import { type ReadPages, startPages } from './start-pages.ts'
import { tableTreeOfHtml } from './table-tree.ts'

const HELP = `npm run bench -- tables [--truth DIR] [--drawn N]
--truth: pictures of one table each, NAME.png, beside their cells, NAME.gt.html.
--drawn: tables that the bench draws itself, N of each style, as worn scans of 200 dpi and as PDFs with text.`

/** Measures tables: TEDS with the texts of cells, and of their structure alone. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      truth: { type: 'string' },
      drawn: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const { truth, drawn } = values
  if (values.help || !(truth || drawn)) return console.log(HELP)
  const readPages = await startPages()
  if (truth) await measureTruth(readPages, truth)
  if (drawn) await showDrawn(readPages, Number(drawn))
}

async function showDrawn(readPages: ReadPages, count: number): Promise<void> {
  console.log(`${'drawn tables'.padEnd(28)}   TEDS  structure  CPU ms a page`)
  for (const score of await measureDrawn(readPages, { count })) {
    const name = `${score.form} ${score.style}`
    console.log(`${row(name, score)} ${score.cpuMs.toFixed(0).padStart(14)}  ${score.poor.join(', ')}`)
  }
}

async function measureTruth(readPages: ReadPages, truth: string): Promise<void> {
  const scores: { readonly teds: number; readonly structure: number }[] = []
  console.log(`${'table'.padEnd(28)}   TEDS  structure  layout ms`)
  for (const name of readdirSync(truth).filter(each => each.endsWith('.png'))) {
    const pages = await readPages(path.join(truth, name))
    const wanted = tableTreeOfHtml(readFileSync(path.join(truth, name.replace('.png', '.gt.html')), 'utf8'))
    const found = largestTable(pages)
    const score = {
      teds: found ? scoreTables(found, wanted, true) : 0,
      structure: found ? scoreTables(found, wanted, false) : 0,
    }
    scores.push(score)
    const layoutMs = pages[0]?.timings.layout ?? 0
    console.log(`${row(name, score)} ${layoutMs.toFixed(1).padStart(10)}`)
  }
  const mean = (pick: (score: (typeof scores)[number]) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / Math.max(1, scores.length)
  console.log(row('mean', { teds: mean(score => score.teds), structure: mean(score => score.structure) }))
}

function row(name: string, { teds, structure }: { readonly teds: number; readonly structure: number }) {
  return `${name.padEnd(28)} ${teds.toFixed(3).padStart(6)} ${structure.toFixed(3).padStart(10)}`
}

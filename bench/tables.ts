import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { tableOfRegion } from '../src-main/core/export/drawable-table.ts'
import type { Page } from '../src-shared/contract/page.ts'
import { scoreTables } from './score-tables.ts'
import { startPages } from './start-pages.ts'
import { type TableTree, tableTreeOf, tableTreeOfHtml } from './table-tree.ts'

const HELP = `npm run bench -- tables --truth DIR
--truth: pictures of one table each, NAME.png, beside their cells, NAME.gt.html.`

/** Measures tables: TEDS with the texts of cells, and of their structure alone. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { truth: { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  const { truth } = values
  if (values.help || !truth) return console.log(HELP)
  const readPages = await startPages()
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

/** The table with the most cells: what was read beside it is as wrong as what is missing. */
function largestTable(pages: readonly Page[]): TableTree | undefined {
  const tables = pages.flatMap(page => page.regions.filter(region => region.category === 'table'))
  const sizes = tables.map(region => tableOfRegion(region)).filter(table => table !== undefined)
  const [largest] = sizes.toSorted((a, b) => b.cells.length - a.cells.length)
  return largest ? tableTreeOf(largest) : undefined
}

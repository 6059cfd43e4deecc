import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { imageOfSketch, pdfOfSketch } from './draw-table.ts'
import { layOutTable } from './lay-out-table.ts'
import { makeTable, TABLE_STYLES, type TableStyle } from './make-table.ts'
import { pngOfGrey } from './png-of-grey.ts'
import { largestTable, scoreTables } from './score-tables.ts'
import type { ReadPages } from './start-pages.ts'
import { tableTreeOf } from './table-tree.ts'
import { wornImage } from './worn-image.ts'

/** A drawn table as a scan or as a born-digital page. */
export const TABLE_FORMS = ['scan', 'pdf'] as const
export type TableForm = (typeof TABLE_FORMS)[number]

/** How well tables of one style and form were read, as means. */
export interface DrawnScore {
  readonly style: TableStyle
  readonly form: TableForm
  readonly teds: number
  readonly structure: number
  /** User and system time, of reading the letters too. */
  readonly cpuMs: number
  /** Seeds of the tables that were not read rightly, with their score. */
  readonly poor: readonly string[]
}

const POOR = 0.95

/** Draws tables, reads them and compares: `count` of each style, as worn scans and as PDFs with text. */
export async function measureDrawn(
  readPages: ReadPages,
  { count, forms = TABLE_FORMS }: { readonly count: number; readonly forms?: readonly TableForm[] },
): Promise<DrawnScore[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-tables-'))
  try {
    const scores: DrawnScore[] = []
    for (const form of forms)
      for (const style of TABLE_STYLES)
        scores.push(await measureStyle(readPages, { style, form, count, folder }))
    return scores
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Measurement {
  readonly style: TableStyle
  readonly form: TableForm
  readonly count: number
  readonly folder: string
}

async function measureStyle(
  readPages: ReadPages,
  { style, form, count, folder }: Measurement,
): Promise<DrawnScore> {
  let [teds, structure, cpuMs] = [0, 0, 0]
  const poor: string[] = []
  for (let seed = 1; seed <= count; seed++) {
    const made = makeTable(seed * 31 + TABLE_STYLES.indexOf(style))
    const sketch = layOutTable(made, style)
    const file = path.join(folder, `${style}-${seed}.${form === 'scan' ? 'png' : 'pdf'}`)
    writeFileSync(
      file,
      form === 'scan' ? pngOfGrey(wornImage(imageOfSketch(sketch), seed)) : pdfOfSketch(sketch),
    )
    const before = process.cpuUsage()
    const found = largestTable(await readPages(file))
    const used = process.cpuUsage(before)
    cpuMs += (used.user + used.system) / 1000
    const truth = tableTreeOf(made.table)
    const own = found ? scoreTables(found, truth, true) : 0
    teds += own
    structure += found ? scoreTables(found, truth, false) : 0
    if (own < POOR) poor.push(`${seed}: ${own.toFixed(2)}`)
  }
  return { style, form, teds: teds / count, structure: structure / count, cpuMs: cpuMs / count, poor }
}

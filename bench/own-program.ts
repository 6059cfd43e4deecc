import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import type { RecognitionMode } from '../src-shared/contract/engine.ts'
import type { Page } from '../src-shared/contract/page.ts'
import { startReading } from './read-page.ts'
import type { PageReading } from './reading.ts'
import type { TruthSet } from './truth-sets.ts'
import { forgetPeak, peakBytes } from './watch-processes.ts'

/** A program that reads the pages of a set, in their order. */
export interface Program {
  readonly title: string
  read(set: TruthSet): Promise<readonly PageReading[]>
}

interface Options {
  readonly mode: RecognitionMode
  /** Where other weights than the product's own are. */
  readonly models: string | undefined
  /** A folder for what was read, line by line. */
  readonly save: string | undefined
}

/** The product's own pipeline, in this process, with one thread. */
export async function ownProgram({ mode, models, save }: Options): Promise<Program> {
  const readPage = await startReading(models)
  return {
    title: `pageloom ${mode}`,
    async read(set) {
      const readings: PageReading[] = []
      for (const { id, file, pageInDocument } of set.cases) {
        forgetPeak()
        const [from, before] = [performance.now(), process.cpuUsage()]
        const page = await readPage(file, pageInDocument, mode)
        const { user, system } = process.cpuUsage(before)
        const seconds = (performance.now() - from) / 1000
        readings.push({
          ...contentOf(page),
          ...{ seconds, cpuSeconds: (user + system) / 1e6, peakBytes: peakBytes(process.pid) },
        })
        if (save) saveReport(save, `${set.name}-${id}.txt`, page)
      }
      return readings
    },
  }
}

function contentOf({ regions, rotation }: Page) {
  // Lines of a table may lie over several rows of cells: its own text goes row by row.
  const texts = regions.flatMap(({ table, text, lines }) => (table ? [text] : lines.map(line => line.text)))
  return { text: texts.join('\n'), lines: regions.flatMap(region => region.lines), rotation }
}

function saveReport(folder: string, name: string, { regions, ...page }: Page): void {
  const blocks = regions.map(({ category, level, box, text, lines }) => {
    const place = `${Math.round(box.left)},${Math.round(box.top)}`
    const read = lines.map(line => `    ${line.confidence.toFixed(2)} ${line.model} ${line.text}`)
    return [`[${category}${level ?? ''} ${place}] ${text}`, ...read].join('\n')
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), `${blocks.join('\n')}\n\n${JSON.stringify(page, null, 1)}\n`)
}

import { mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { RecognitionMode } from '../src-shared/contract/engine.ts'
import { startProduct } from './start-product.ts'
import { textTable } from './text-table.ts'

export interface ColdStart {
  /** From the start of the program until it answers. */
  readonly listensMs: number
  /** Until the first page of a scan is read and stored. */
  readonly firstPageMs: number
}

/** So many fresh starts: the first of them finds the program's files in no cache. */
const STARTS = 5
const POLL_MS = 20
const GIVE_UP_MS = 60_000

/** Starts the built program on an empty data folder, gives it a scan at once, and stops it at the first page. */
export async function measureColdStarts(pdf: string, mode: RecognitionMode): Promise<readonly ColdStart[]> {
  const starts: ColdStart[] = []
  for (let index = 0; index < STARTS; index += 1) starts.push(await startCold(pdf, mode))
  return starts
}

/** The starts as a table, the middle one below. */
export function coldStartTable(starts: readonly ColdStart[]): string {
  const rows = starts.map((each, index) => [String(index + 1), ...seconds(each)])
  return textTable([
    ['start', 'answers s', 'first page s'],
    ...rows,
    ['median', ...seconds(medianOf(starts))],
  ])
}

const seconds = ({ listensMs, firstPageMs }: ColdStart): string[] =>
  [listensMs, firstPageMs].map(ms => (ms / 1000).toFixed(2))

function medianOf(starts: readonly ColdStart[]): ColdStart {
  const middle = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0
  return {
    listensMs: middle(starts.map(each => each.listensMs)),
    firstPageMs: middle(starts.map(each => each.firstPageMs)),
  }
}

async function startCold(pdf: string, mode: RecognitionMode): Promise<ColdStart> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  const bytes = await openAsBlob(pdf)
  const from = performance.now()
  const product = await startProduct(dataDir)
  try {
    const listensMs = performance.now() - from
    const { client } = product
    const { id } = await client.submitJob({ files: [{ name: path.basename(pdf), bytes }], fields: { mode } })
    while ((await client.getJob(id)).donePages === 0) {
      if (performance.now() - from > GIVE_UP_MS) throw new Error('No page was read within a minute.')
      await wait(POLL_MS)
    }
    return { listensMs, firstPageMs: performance.now() - from }
  } finally {
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

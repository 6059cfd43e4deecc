import { existsSync, mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { RECOGNITION_MODES } from '../src-shared/contract/engine.ts'
import { isAtRest } from '../src-shared/contract/job-transitions.ts'
import { describeSetting } from './describe-setting.ts'
import { type MemoryLook, memoryFigures } from './memory-figures.ts'
import { pageCountOf } from './page-images.ts'
import { type Product, startProduct } from './start-product.ts'
import { textTable } from './text-table.ts'
import { processTree, residentBytes, roleOf, watchProcesses } from './watch-processes.ts'

const HELP = `npm run bench -- memory [--pdf FILE] [--sample N] [--mode balanced] [--workers N]
Memory of the built server and its workers while they read N pages, the same scan job after job. Peers' memory: speed --peers.
  --pdf FILE    the scan to read (default .bench/scan100.pdf, made by: node_modules/node/bin/node bench/make-scan.ts scan100)
  --sample N    pages in all (default 400)`

const MIB = 1024 * 1024
const POLL_MS = 200

/** Measures how much memory the server and its workers hold, and whether that grows with the pages. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      pdf: { type: 'string', default: path.resolve(import.meta.dirname, '../.bench/scan100.pdf') },
      sample: { type: 'string', default: '400' },
      mode: { type: 'string', default: 'balanced' },
      workers: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (!existsSync(values.pdf))
    throw new Error(
      `There is no ${values.pdf}. Make it: node_modules/node/bin/node bench/make-scan.ts scan100`,
    )
  const mode = RECOGNITION_MODES.find(each => each === values.mode)
  if (!mode) throw new Error(`--mode is one of ${RECOGNITION_MODES.join(', ')}`)
  const setting = Object.values(describeSetting())
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  const product = await startProduct(
    dataDir,
    values.workers === undefined ? [] : ['--workers', values.workers],
  )
  const watch = watchProcesses(product.pid)
  try {
    const looks = await lookWhileReading(product, { pdf: values.pdf, mode, pages: Number(values.sample) })
    const { peakTogetherBytes } = watch.stop()
    const pages = Math.max(0, ...looks.map(look => look.donePages))
    console.log(
      `${setting.join('\n')}\n${pages} pages of ${path.basename(values.pdf)}, ${mode}\n\n${table(looks)}`,
    )
    console.log(`most at one moment, all processes: ${megabytes(peakTogetherBytes)} MB`)
  } finally {
    watch.stop()
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Load {
  readonly pdf: string
  readonly mode: (typeof RECOGNITION_MODES)[number]
  readonly pages: number
}

async function lookWhileReading({ pid, client }: Product, { pdf, mode, pages }: Load): Promise<MemoryLook[]> {
  const looks: MemoryLook[] = []
  const count = await pageCountOf(pdf)
  for (let before = 0; before < pages; ) {
    const file = { name: path.basename(pdf), bytes: await openAsBlob(pdf) }
    const fields = { mode, pages: `1-${Math.min(count, pages - before)}` }
    let job = await client.submitJob({ files: [file], fields })
    while (!isAtRest(job.state)) {
      for (const each of processTree(pid))
        looks.push({
          donePages: before + job.donePages,
          role: each === pid ? 'server' : roleOf(each),
          bytes: residentBytes(each),
        })
      await wait(POLL_MS)
      job = await client.getJob(job.id)
    }
    if (job.state !== 'completed' || job.donePages === 0)
      throw new Error(`A job ended as ${job.state} after ${job.donePages} pages; no figures.`)
    before += job.donePages
  }
  return looks.filter(look => look.bytes > 0)
}

function table(looks: readonly MemoryLook[]): string {
  const head = ['MB', 'peak', '1st quarter', '2nd', '3rd', '4th', 'growth/1000 pages']
  const rows = memoryFigures(looks).map(({ role, peakBytes, quarters, growthBytes }) => [
    role,
    ...[peakBytes, ...quarters, growthBytes].map(megabytes),
  ])
  return textTable([head, ...rows])
}

const megabytes = (bytes: number): string => String(Math.round(bytes / MIB))

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { RECOGNITION_MODES, type RecognitionMode } from '../src-shared/contract/engine.ts'
import { isAtRest } from '../src-shared/contract/job-transitions.ts'
import { pageCountOf, pageImages } from './page-images.ts'
import { runTesseract, TESSERACT_MISSING, tesseractVersion } from './run-tesseract.ts'
import { peaksOf, type SpeedFigures, speedTable } from './speed-figures.ts'
import { startProduct } from './start-product.ts'
import { watchProcesses } from './watch-processes.ts'

const HELP = `npm run bench -- speed [--pdf FILE] [--sample N] [--peer-sample N] [--mode balanced] [--workers N] [--no-peers] [--json]
Whole jobs through the built server, from submit to the last page stored, beside Tesseract on the same pages.
  --pdf FILE        the scan to read (default .bench/scan100.pdf, made by: node bench/make-scan100.ts)
  --sample N        only N pages, spread over the whole
  --peer-sample N   Tesseract reads only N of them; its time is scaled up, and the table says so
  --mode MODE       ${RECOGNITION_MODES.join(', ')}; several with commas (default balanced)
  --workers N       page workers (default: as the product chooses)
  --no-peers        without Tesseract
  --json            figures as JSON on stdout`

const DPI = 200
const POLL_MS = 50

interface Options {
  readonly pdf: string
  readonly pages: readonly number[]
  readonly workers: string | undefined
}

/** Measures the speed of the product and of Tesseract in one run. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      pdf: { type: 'string', default: path.resolve(import.meta.dirname, '../.bench/scan100.pdf') },
      sample: { type: 'string' },
      'peer-sample': { type: 'string' },
      mode: { type: 'string', default: 'balanced' },
      workers: { type: 'string' },
      peers: { type: 'boolean', default: true },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (!existsSync(values.pdf))
    throw new Error(`There is no ${values.pdf}. Make it: node bench/make-scan100.ts`)
  const pages = spread(await pageCountOf(values.pdf), values.sample)
  const options = { pdf: values.pdf, pages, workers: values.workers }

  const setting = describeSetting(options)
  const rows: [string, SpeedFigures][] = []
  for (const mode of modesOf(values.mode)) rows.push([`pageloom ${mode}`, await runProduct(options, mode)])
  const peer = values.peers ? await runPeer(options, values['peer-sample']) : undefined
  if (peer) rows.push(peer)
  if (values.json) return console.log(JSON.stringify({ setting, rows: Object.fromEntries(rows) }, null, 2))
  console.log(`${Object.values(setting).join('\n')}\n\n${speedTable(rows)}\n`)
  for (const [name, figures] of rows) console.log(`peaks of ${name}: ${peaksOf(figures)}`)
  if (peer) for (const row of rows.slice(0, -1)) console.log(ratio(row, peer))
}

function modesOf(text: string): RecognitionMode[] {
  return text.split(',').map(word => {
    const mode = RECOGNITION_MODES.find(each => each === word)
    if (!mode) throw new Error(`--mode takes ${RECOGNITION_MODES.join(', ')}`)
    return mode
  })
}

/** Page numbers, evenly spread when only a sample is wanted. */
function spread(count: number, sample: string | undefined): number[] {
  const wanted = Math.min(count, sample === undefined ? count : Math.max(1, Number(sample) || 1))
  return Array.from({ length: wanted }, (_, index) => Math.floor((index * count) / wanted) + 1)
}

async function runProduct({ pdf, pages, workers }: Options, mode: RecognitionMode): Promise<SpeedFigures> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  const product = await startProduct(dataDir, workers === undefined ? [] : ['--workers', workers])
  try {
    const { client } = product
    const file = { name: path.basename(pdf), bytes: await openAsBlob(pdf) }
    const watch = watchProcesses(product.pid)
    const from = performance.now()
    const { id } = await client.submitJob({ files: [file], fields: { mode, pages: pages.join(',') } })
    let job = await client.getJob(id)
    while (!isAtRest(job.state)) {
      await wait(POLL_MS)
      job = await client.getJob(id)
    }
    const seconds = (performance.now() - from) / 1000
    const report = watch.stop()
    if (job.state !== 'completed' || job.failedPages > 0)
      throw new Error(`The job ended as ${job.state} with ${job.failedPages} failed pages; no figures.`)
    return { pages: pages.length, seconds, ...report }
  } finally {
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function runPeer(
  { pdf, pages }: Options,
  sample: string | undefined,
): Promise<[string, SpeedFigures] | undefined> {
  const version = tesseractVersion()
  if (version === undefined) {
    console.error(TESSERACT_MISSING)
    return undefined
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  try {
    const chosen = spread(pages.length, sample).flatMap(at => pages[at - 1] ?? [])
    const images = await pageImages(pdf, chosen, { folder, dpi: DPI })
    const atOnce = os.availableParallelism()
    const figures = await runTesseract(images, { atOnce, dpi: DPI })
    const note = chosen.length < pages.length ? ` (${chosen.length} of ${pages.length} pages, scaled)` : ''
    return [`tesseract ${version} × ${atOnce}${note}`, scaled(figures, pages.length)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function scaled(figures: SpeedFigures, pages: number): SpeedFigures {
  const factor = pages / figures.pages
  return { ...figures, pages, seconds: figures.seconds * factor, cpuSeconds: figures.cpuSeconds * factor }
}

/** What figures mean nothing without. */
function describeSetting({ pdf, pages, workers }: Options): Record<string, string> {
  const [cpu] = os.cpus()
  return {
    machine: `${cpu?.model ?? 'unknown CPU'}, ${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release()}, Node ${process.versions.node}`,
    program: `commit ${commit()}, ${workers ?? 'default'} workers of one thread each`,
    scan: `${path.basename(pdf)}, ${pages.length} pages`,
    load: `load average before the run ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
  }
}

function commit(): string {
  try {
    const git = (...words: string[]) =>
      execFileSync('git', words, {
        cwd: import.meta.dirname,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
    return (
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--untracked-files=no') ? ' and changes' : '')
    )
  } catch {
    return 'unknown'
  }
}

function ratio(
  [name, ours]: readonly [string, SpeedFigures],
  [peer, theirs]: readonly [string, SpeedFigures],
): string {
  const factor = theirs.seconds / theirs.pages / (ours.seconds / ours.pages)
  return `${name} is ${factor.toFixed(2)} times as fast as ${peer}`
}

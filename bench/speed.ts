import { existsSync, mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { RECOGNITION_MODES, type RecognitionMode } from '../src-shared/contract/engine.ts'
import { coldStartTable, measureColdStarts } from './cold-start.ts'
import { describeSetting } from './describe-setting.ts'
import { jobAtRest } from './job-at-rest.ts'
import { modesOf } from './modes-of.ts'
import { pageCountOf, pageImages } from './page-images.ts'
import { writePagesPdf } from './pages-pdf.ts'
import { preparePeers } from './peers/all-peers.ts'
import type { Peer, PeerProgram } from './peers/peer.ts'
import { peaksOf, type SpeedFigures, speedTable } from './speed-figures.ts'
import { spread } from './spread.ts'
import { startProduct } from './start-product.ts'
import { watchProcesses } from './watch-processes.ts'

const HELP = `npm run bench -- speed [--pdf FILE] [--sample N] [--mode balanced] [--workers N] [--peers | --peer NAME,NAME] [--peer-sample N] [--json]
Whole jobs through the built server, from submit to the last page stored, beside other programs on the same pages.
  --pdf FILE        the scan to read (default .bench/scan100.pdf, made by: node_modules/node/bin/node bench/make-scan.ts scan100)
  --sample N        only N pages, spread over the whole
  --mode MODE       ${RECOGNITION_MODES.join(', ')}; several with commas (default balanced)
  --workers N       page workers (default: as the product chooses)
  --peers           other programs too: tesseract, OCRmyPDF, RapidOCR, faster-paddle; --peer tesseract,rapidocr only these
  --peer-sample N   peers read only N of the pages, slow ones 10 or 20 in any case; time is scaled up, and the table says so
  --cold            only the start: from nothing to the first page of the scan, five times
  --json            figures as JSON on stdout`

const DPI = 200

interface Options {
  readonly pdf: string
  /** Of all its pages. */
  readonly count: number
  readonly pages: readonly number[]
  readonly workers: string | undefined
}

/** Measures the speed of the product and of other programs in one run. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      pdf: { type: 'string', default: path.resolve(import.meta.dirname, '../.bench/scan100.pdf') },
      sample: { type: 'string' },
      'peer-sample': { type: 'string' },
      mode: { type: 'string', default: 'balanced' },
      workers: { type: 'string' },
      peers: { type: 'boolean', default: false },
      peer: { type: 'string' },
      cold: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (!existsSync(values.pdf))
    throw new Error(
      `There is no ${values.pdf}. Make it: node_modules/node/bin/node bench/make-scan.ts scan100`,
    )
  const count = await pageCountOf(values.pdf)
  const all = Array.from({ length: count }, (_, index) => index + 1)
  const pages = spread(all, numberOf(values.sample))
  const options = { pdf: values.pdf, count, pages, workers: values.workers }

  const setting = describeRun(options)
  if (values.cold) return await showColdStarts(values.pdf, modesOf(values.mode), setting)
  const rows: [string, SpeedFigures][] = []
  for (const mode of modesOf(values.mode)) rows.push([`pageloom ${mode}`, await runProduct(options, mode)])
  const peers = values.peers || values.peer ? await preparePeers(values.peer?.split(',')) : []
  const peerRows: [string, SpeedFigures][] = []
  for (const each of peers)
    if (each.kind === 'ready') peerRows.push(await runPeer(options, each, numberOf(values['peer-sample'])))
  const missing = peers.flatMap(each =>
    each.kind === 'missing' ? [`${each.peer.name} is missing: ${each.reason}`] : [],
  )
  const table = [...rows, ...peerRows]
  if (values.json)
    return console.log(JSON.stringify({ setting, missing, rows: Object.fromEntries(table) }, null, 2))
  console.log(`${[...Object.values(setting), ...missing].join('\n')}\n\n${speedTable(table)}\n`)
  for (const [name, figures] of table) console.log(`peaks of ${name}: ${peaksOf(figures)}`)
  for (const peer of peerRows) for (const row of rows) console.log(ratio(row, peer))
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)

async function showColdStarts(
  pdf: string,
  [mode = 'balanced']: readonly RecognitionMode[],
  setting: Readonly<Record<string, string>>,
): Promise<void> {
  const starts = await measureColdStarts(pdf, mode)
  console.log(`${Object.values(setting).join('\n')}\n\n${coldStartTable(starts)}`)
}

async function runProduct(
  { pdf, count, pages, workers }: Options,
  mode: RecognitionMode,
): Promise<SpeedFigures> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  const product = await startProduct(dataDir, workers === undefined ? [] : ['--workers', workers])
  try {
    const { client } = product
    const file = { name: path.basename(pdf), bytes: await openAsBlob(pdf) }
    const watch = watchProcesses(product.pid)
    const from = performance.now()
    const { id } = await client.submitJob({
      files: [file],
      fields: pages.length < count ? { mode, pages: pages.join(',') } : { mode },
    })
    const job = await jobAtRest(client, id)
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
  { pdf, count, pages }: Options,
  { peer, program }: { readonly peer: Peer; readonly program: PeerProgram },
  sample: number | undefined,
): Promise<[string, SpeedFigures]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  try {
    const most = Math.min(sample ?? pages.length, peer.samplePages ?? pages.length)
    const chosen = spread(pages, most)
    const files = await pageImages(pdf, chosen, { folder, dpi: DPI })
    const images = files.map(file => ({ file, dpi: DPI }))
    const chosenPdf = async () => {
      if (chosen.length === count) return pdf
      const target = path.join(folder, 'pages.pdf')
      await writePagesPdf(
        chosen.map(pageInDocument => ({ file: pdf, pageInDocument })),
        target,
      )
      return target
    }
    const { figures } = await program.read({ images, languages: ['eng'], pdf: chosenPdf })
    const note = chosen.length < pages.length ? ` (${chosen.length} of ${pages.length} pages, scaled)` : ''
    return [program.title + note, scaled(figures, pages.length)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function scaled(figures: SpeedFigures, pages: number): SpeedFigures {
  const factor = pages / figures.pages
  return { ...figures, pages, seconds: figures.seconds * factor, cpuSeconds: figures.cpuSeconds * factor }
}

function describeRun({ pdf, pages, workers }: Options): Record<string, string> {
  return {
    ...describeSetting(),
    workers: `${workers ?? 'default'} workers of one thread each`,
    scan: `${path.basename(pdf)}, ${pages.length} pages`,
  }
}

function ratio(
  [name, ours]: readonly [string, SpeedFigures],
  [peer, theirs]: readonly [string, SpeedFigures],
): string {
  const factor = theirs.seconds / theirs.pages / (ours.seconds / ours.pages)
  return `${name} is ${factor.toFixed(2)} times as fast as ${peer}`
}

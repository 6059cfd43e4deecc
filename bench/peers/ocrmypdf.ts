import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { endedChildrenCpuSeconds, watchProcesses } from '../watch-processes.ts'
import { installedLanguages } from './installed-languages.ts'
import type { Peer, PeerPages, PeerReport } from './peer.ts'

/** OCRmyPDF of the system with its defaults and a job for each core: a searchable PDF/A. It tells no confidence. */
export const ocrmypdf: Peer = {
  name: 'ocrmypdf',
  async prepare() {
    const { status, stdout } = spawnSync('ocrmypdf', ['--version'], { encoding: 'utf8' })
    if (status !== 0) throw new Error('not installed. On Debian or Ubuntu: apt-get install -y ocrmypdf')
    const jobs = os.availableParallelism()
    return { title: `ocrmypdf ${stdout.trim()} --jobs ${jobs}`, read: pages => readPdf(pages, jobs) }
  },
}

async function readPdf({ images, languages, pdf }: PeerPages, jobs: number): Promise<PeerReport> {
  const source = await pdf()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  try {
    const textFile = path.join(folder, 'text.txt')
    const words = ['--jobs', String(jobs), '-l', installedLanguages(languages), '--sidecar', textFile]
    const cpuBefore = endedChildrenCpuSeconds()
    const from = performance.now()
    const peakTogetherBytes = await runOcrmypdf([...words, source, path.join(folder, 'out.pdf')])
    const seconds = (performance.now() - from) / 1000
    const cpuSeconds = endedChildrenCpuSeconds() - cpuBefore
    const texts = readFileSync(textFile, 'utf8').split('\f')
    const each = { seconds: seconds / images.length, cpuSeconds: cpuSeconds / images.length }
    return {
      readings: images.map((_, index) => ({
        ...each,
        text: texts[index] ?? '',
        lines: [],
        peakBytes: peakTogetherBytes,
      })),
      figures: {
        pages: images.length,
        ...{ seconds, cpuSeconds, peakTogetherBytes },
        processes: [{ name: 'ocrmypdf and what it starts', peakBytes: peakTogetherBytes }],
      },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Gives the most bytes that it held together with all that it started. */
async function runOcrmypdf(words: readonly string[]): Promise<number> {
  const child = spawn('ocrmypdf', words, { stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  const watch = watchProcesses(child.pid ?? 0)
  const [code] = await once(child, 'close')
  const { peakTogetherBytes } = watch.stop()
  if (code !== 0) throw new Error(`ocrmypdf ended with ${code}. ${stderr}`)
  return peakTogetherBytes
}

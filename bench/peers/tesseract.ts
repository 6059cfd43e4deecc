import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { performance } from 'node:perf_hooks'
import type { PageReading } from '../reading.ts'
import { endedChildrenCpuSeconds, watchProcesses } from '../watch-processes.ts'
import { installedLanguages } from './installed-languages.ts'
import type { Peer, PeerImage, PeerPages, PeerReport } from './peer.ts'
import { tesseractLines } from './tesseract-lines.ts'

/** Tesseract of the system: one thread a process, a process for each core, which is twice as fast as its own threads. */
export const tesseract: Peer = {
  name: 'tesseract',
  async prepare() {
    const { status, stdout } = spawnSync('tesseract', ['--version'], { encoding: 'utf8' })
    if (status !== 0) throw new Error('not installed. On Debian or Ubuntu: apt-get install -y tesseract-ocr')
    const version = (stdout.split('\n')[0] ?? '').replace('tesseract', '').trim()
    const atOnce = os.availableParallelism()
    return { title: `tesseract ${version} × ${atOnce}`, read: pages => readImages(pages, atOnce) }
  },
}

async function readImages({ images, languages }: PeerPages, atOnce: number): Promise<PeerReport> {
  const words = ['-l', installedLanguages(languages), '--oem', '1']
  const waiting = [...images.entries()]
  const readings = new Map<number, PageReading>()
  const cpuBefore = endedChildrenCpuSeconds()
  const from = performance.now()
  const runner = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      readings.set(next[0], await readImage(next[1], words))
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  const seconds = (performance.now() - from) / 1000
  const cpuSeconds = endedChildrenCpuSeconds() - cpuBefore
  const peakBytes = Math.max(0, ...[...readings.values()].map(each => each.peakBytes))
  return {
    readings: images.flatMap((_, index) => {
      const reading = readings.get(index)
      return reading ? [{ ...reading, cpuSeconds: cpuSeconds / images.length }] : []
    }),
    figures: {
      pages: images.length,
      seconds,
      cpuSeconds,
      peakTogetherBytes: peakBytes * Math.min(atOnce, images.length),
      processes: [{ name: 'tesseract', peakBytes }],
    },
  }
}

async function readImage({ file, dpi }: PeerImage, words: readonly string[]): Promise<PageReading> {
  const from = performance.now()
  const child = spawn('tesseract', [file, 'stdout', ...words, '--dpi', String(Math.round(dpi)), 'tsv'], {
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    output.stderr += text
  })
  const watch = watchProcesses(child.pid ?? 0)
  const [code] = await once(child, 'close')
  const { processes } = watch.stop()
  if (code !== 0)
    console.error(`counted as nothing read: tesseract ended with ${code} on ${file}. ${output.stderr}`)
  const lines = tesseractLines(output.stdout)
  return {
    lines,
    text: lines.map(line => line.words.map(word => word.text).join(' ')).join('\n'),
    seconds: (performance.now() - from) / 1000,
    cpuSeconds: 0,
    peakBytes: processes[0]?.peakBytes ?? 0,
  }
}

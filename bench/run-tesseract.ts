import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import type { SpeedFigures } from './speed-figures.ts'
import { endedChildrenCpuSeconds, watchProcesses } from './watch-processes.ts'

/** How to get Tesseract where it is missing. */
export const TESSERACT_MISSING =
  'tesseract is not installed. On Debian or Ubuntu: apt-get install -y tesseract-ocr (or leave it out with --no-peers)'

/** The version of the installed Tesseract, or undefined. */
export function tesseractVersion(): string | undefined {
  const { status, stdout } = spawnSync('tesseract', ['--version'], { encoding: 'utf8' })
  return status === 0 ? (stdout.split('\n')[0] ?? '').replace('tesseract', '').trim() : undefined
}

/** Reads page images with Tesseract, one thread each, so many at once. */
export async function runTesseract(
  images: readonly string[],
  { atOnce, dpi }: { atOnce: number; dpi: number },
): Promise<SpeedFigures> {
  const waiting = [...images]
  const peaks: number[] = []
  const cpuBefore = endedChildrenCpuSeconds()
  const from = performance.now()
  const runner = async () => {
    for (let image = waiting.shift(); image !== undefined; image = waiting.shift())
      peaks.push(await readImage(image, dpi))
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  const seconds = (performance.now() - from) / 1000
  const cpuSeconds = endedChildrenCpuSeconds() - cpuBefore
  const peak = Math.max(...peaks)
  return {
    pages: images.length,
    seconds,
    cpuSeconds,
    peakTogetherBytes: peak * Math.min(atOnce, images.length),
    processes: [{ name: 'tesseract', peakBytes: peak }],
  }
}

async function readImage(image: string, dpi: number): Promise<number> {
  const words = [image, image, '-l', 'eng', '--oem', '1', '--dpi', String(dpi)]
  const child = spawn('tesseract', words, {
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  const watch = watchProcesses(child.pid ?? 0)
  const [code] = await once(child, 'exit')
  const { processes } = watch.stop()
  if (code !== 0) throw new Error(`tesseract ended with ${code} on ${image}. ${stderr}`)
  return processes[0]?.peakBytes ?? 0
}

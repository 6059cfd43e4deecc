import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { type Product, startProduct } from '../../bench/start-product.ts'
import { ApiProblem } from '../../src-shared/client/api-problem.ts'
import type { Job } from '../../src-shared/contract/job.ts'
import { isAtRest } from '../../src-shared/contract/job-transitions.ts'
import { LIMITS } from '../../src-shared/contract/limits.ts'
import { pdfOfPages } from './made-files.ts'
import { atRest } from './try-file.ts'

const MIB = 1024 * 1024
const PAGES = 600
const HELD_TIMEOUT_MS = 30_000
const DISK_MB = LIMITS.freeDiskBytes / MIB + 120

/** Runs a server on a small disk and fills it: before a submit, during an upload, in the middle of a job. Root only. */
export async function tryFullDisk(folder: string, samplePath: string): Promise<string[]> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    console.log('full disk: skipped, for it needs root on Linux')
    return []
  }
  mkdirSync(folder, { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder])
  if (mounted.status !== 0) {
    console.log('full disk: skipped, for nothing can be mounted here')
    return []
  }
  try {
    const product = await startProduct(path.join(folder, 'data'))
    const wrong = await fillAndFree(product, folder, samplePath).catch(error => [
      `full disk: ${String(error)} ${product.stderr()}`,
    ])
    await product.stop()
    return wrong
  } finally {
    spawnSync('umount', [folder])
  }
}

async function fillAndFree(product: Product, folder: string, samplePath: string): Promise<string[]> {
  const wrong: string[] = []
  const filler = path.join(folder, 'filler')
  const say = (words: string, isRight: boolean) => {
    console.log(`full disk: ${words}`)
    if (!isRight) wrong.push(`full disk: ${words}`)
  }
  const sample = readFileSync(samplePath)

  fill(folder, filler, LIMITS.freeDiskBytes - 50 * MIB)
  const refused = await submit(product, 'good.jpg', sample)
  say(`a submit got ${refused}`, refused.startsWith('507 storage-full'))
  rmSync(filler)
  const during = await submit(product, 'big.pdf', Buffer.alloc(150 * MIB, '%PDF-1.4 '))
  say(`an upload that would fill the disk got ${during}`, during.startsWith('507 storage-full'))

  const { id } = await product.client.submitJob({
    files: [{ name: 'long.pdf', bytes: new Blob([new Uint8Array(pdfOfPages(PAGES, [612, 792]))]) }],
  })
  const from = performance.now()
  while ((await product.client.getJob(id)).donePages < 10 && performance.now() - from < 60_000) await wait(20)
  fill(folder, filler, 0)
  const held = await whenHeld(product, id)
  const health = await product.client.health()
  say(
    `a job in work stands at ${held.state}, ${held.donePages} of ${held.pageCount} pages, ${held.failedPages} failed, because of ${held.problem?.code}; health ${health.status}`,
    held.problem?.code === 'storage-full' && held.failedPages === 0,
  )
  rmSync(filler)
  const job = await atRest(product.client, id, 120_000)
  say(
    `with room again it is ${job.state}, ${job.failedPages} failed`,
    job.state === 'completed' && job.failedPages === 0,
  )
  const text =
    job.state === 'completed' ? await (await product.client.getResult(id, { format: 'txt' })).text() : ''
  const isWhole = Array.from({ length: PAGES }, (_, index) => `page number ${index + 1}.`).every(words =>
    text.includes(words),
  )
  say(`its result ${isWhole ? 'is whole' : 'lacks pages'}`, isWhole)
  const after = await submit(product, 'good.jpg', sample)
  say(`a submit then got ${after}`, after.startsWith('202'))
  return wrong
}

/** The job once it tells that it waits for room, or as it stands after a while. */
async function whenHeld({ client }: Product, jobId: string): Promise<Job> {
  const until = performance.now() + HELD_TIMEOUT_MS
  let job = await client.getJob(jobId)
  while (!job.problem && !isAtRest(job.state) && performance.now() < until) {
    await wait(50)
    job = await client.getJob(jobId)
  }
  return job
}

async function submit({ client }: Product, name: string, bytes: Buffer): Promise<string> {
  try {
    const { id } = await client.submitJob({ files: [{ name, bytes: new Blob([new Uint8Array(bytes)]) }] })
    return `202 ${id}`
  } catch (error) {
    if (!(error instanceof ApiProblem)) return String(error)
    return `${error.problem.status} ${error.problem.code}: ${error.problem.detail}`
  }
}

/** Writes until only so much is free. */
function fill(folder: string, file: string, leaveBytes: number): void {
  if (existsSync(file)) rmSync(file)
  const descriptor = openSync(file, 'w')
  const piece = Buffer.alloc(256 * 1024)
  try {
    while (free(folder) > leaveBytes)
      writeSync(descriptor, piece, 0, Math.min(piece.length, free(folder) - leaveBytes))
  } catch {
    // The disk is full: that was the aim.
  }
  closeSync(descriptor)
}

function free(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

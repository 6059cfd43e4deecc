import { createReadStream } from 'node:fs'
import type { Job } from '../../../src-shared/contract/job.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { dpiOf } from './ocr-options.ts'

/** Base64 takes three bytes at a time: pieces of whole triples can be put one after the other. */
const PIECE_BYTES = 3 * 64 * 1024

/** C's `annotated_images` as JSON: the base64 of a PNG for each page in order, null for a page without a picture. */
export async function* annotatedImages(useCases: UseCases, job: Job): AsyncGenerator<string> {
  let start = '['
  for (const { number } of await useCases.listPages(job.id)) {
    yield start
    start = ','
    const path = await pathOrNull(useCases, job, number)
    if (path === null) yield 'null'
    else yield* base64String(path)
  }
  yield start === '[' ? '[]' : ']'
}

/** Pages that could not be read have no boxes, and pages of office files no picture. */
async function pathOrNull(useCases: UseCases, job: Job, number: number): Promise<string | null> {
  try {
    return (await useCases.annotatedPage(job.id, number, dpiOf(job))).path
  } catch (error) {
    if (error instanceof ProblemError && error.code !== 'job-not-found') return null
    throw error
  }
}

async function* base64String(path: string): AsyncGenerator<string> {
  yield '"'
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    yield Buffer.from(piece).toString('base64')
  }
  yield '"'
}

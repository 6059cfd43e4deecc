import type { Job } from '../../../src-shared/contract/job.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { base64String } from './json-pieces.ts'
import { dpiOf } from './ocr-options.ts'

/** C's `annotated_images` as JSON: the base64 of a PNG for each page in order, null for a page without a picture. */
export async function* annotatedImages(useCases: UseCases, job: Job): AsyncGenerator<string> {
  let start = '['
  for (const { number } of await useCases.listPages(job.id)) {
    yield start
    start = ','
    const image = await imageOrNull(useCases, job, number)
    if (image === null) yield 'null'
    else yield* base64String(image)
  }
  yield start === '[' ? '[]' : ']'
}

/** Pages that could not be read have no boxes, and pages of office files no picture. */
async function imageOrNull(
  useCases: UseCases,
  job: Job,
  number: number,
): Promise<AsyncIterable<Uint8Array> | null> {
  try {
    return await useCases.annotatedPage(job.id, number, dpiOf(job))
  } catch (error) {
    if (error instanceof ProblemError && error.code !== 'job-not-found') return null
    throw error
  }
}

import type { Document, Job, PageSummary } from '../../../src-shared/contract/job.ts'
import { PROBLEMS, type ProblemCode } from '../../../src-shared/contract/problem.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { doclingNode } from './docling-node.ts'
import { processingMs, workMs } from './docling-times.ts'
import { jsonObject } from './json-pieces.ts'

interface Fault {
  readonly code: ProblemCode
  readonly detail: string
}

/** Of a file with more bad pages, the error names the first ones. */
const FAULTS_TOLD = 20

/** D's results of a job at rest as JSON, a page at a time: one entry a file, one node a page. */
export async function* doclingResults(useCases: UseCases, job: Job): AsyncGenerator<string> {
  const totals = { nodes: 0, successfulFiles: 0 }
  yield* jsonObject({
    results: results(),
    total_files: job.documents.length,
    successful: late(() => totals.successfulFiles),
    failed: late(() => job.documents.length - totals.successfulFiles),
    total_nodes: late(() => totals.nodes),
    total_processing_time_ms: processingMs(job),
  })

  async function* results(): AsyncGenerator<string> {
    let start = '['
    for (const reading of await readings(useCases, job)) {
      yield start
      start = ','
      yield* reading.pieces
      const { nodeCount, isGood } = reading.outcome()
      totals.nodes += nodeCount
      totals.successfulFiles += isGood ? 1 : 0
    }
    yield start === '[' ? '[]' : ']'
  }
}

async function readings(useCases: UseCases, job: Job): Promise<Reading[]> {
  const pages = await useCases.listPages(job.id)
  return job.documents.map(document => {
    const before = document.firstPage - 1
    const own = pages.slice(before, before + document.pageCount)
    return readDocument(useCases, { job, document, pages: own })
  })
}

/** One file's entry; what came of it is known when its pieces have been read. */
interface Reading {
  readonly pieces: AsyncGenerator<string>
  outcome(): { readonly nodeCount: number; readonly isGood: boolean }
}

interface DocumentPages {
  readonly job: Job
  readonly document: Document
  readonly pages: readonly PageSummary[]
}

function readDocument(useCases: UseCases, { job, document, pages }: DocumentPages): Reading {
  const faults: string[] = []
  let nodeCount = 0
  const isGood = () => !document.problem && (pages.length === 0 || faults.length < pages.length)

  async function* nodes(): AsyncGenerator<string> {
    yield '['
    for (const { number, pageInDocument } of pages) {
      const page = await useCases.readPage(job.id, number).catch(faultOf)
      if ('code' in page) {
        faults.push(`Page ${pageInDocument}: ${wordsOf(page)}`)
        continue
      }
      const node = doclingNode(job, page)
      if (!node) continue
      yield `${nodeCount === 0 ? '' : ','}${JSON.stringify(node)}`
      nodeCount += 1
    }
    yield ']'
  }

  const pieces = jsonObject({
    filename: document.name,
    nodes: nodes(),
    success: late(isGood),
    error: late(() => errorOf(document, faults)),
    num_nodes: late(() => nodeCount),
    processing_time_ms: workMs(pages),
  })
  return { pieces, outcome: () => ({ nodeCount, isGood: isGood() }) }
}

/** Why a file has no result, or which of its pages are missing in it. */
function errorOf({ problem }: Document, faults: readonly string[]): string | null {
  if (problem) return wordsOf(problem)
  if (faults.length === 0) return null
  const more = faults.length > FAULTS_TOLD ? ` ${faults.length - FAULTS_TOLD} more pages.` : ''
  return faults.slice(0, FAULTS_TOLD).join(' ') + more
}

function faultOf(error: unknown): Fault {
  if (error instanceof ProblemError && error.code !== 'job-not-found') return error
  throw error
}

const wordsOf = ({ code, detail }: Fault): string => [PROBLEMS[code].words, detail].filter(Boolean).join(' ')

/** A value that is known when its turn comes to be written. */
async function* late(value: () => unknown): AsyncGenerator<string> {
  yield JSON.stringify(value())
}

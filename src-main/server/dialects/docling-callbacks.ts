import type { Job } from '../../../src-shared/contract/job.ts'
import type { Page } from '../../../src-shared/contract/page.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { type DoclingNode, doclingNode } from './docling-node.ts'
import { type DoclingTotals, doclingTotals } from './docling-results.ts'
import { processingMs } from './docling-times.ts'
import { errorWords } from './status-words.ts'

interface NodeBody {
  readonly task_id: string
  readonly status: 'PROCESSING'
  readonly message: {
    readonly type: 'node'
    readonly node: DoclingNode
    /** From 0 through all files of the job; a page without text leaves its number out. */
    readonly node_index: number
    readonly filename: string
  }
}

interface CompletionBody {
  readonly task_id: string
  readonly status: 'COMPLETED'
  readonly message: {
    readonly type: 'completion'
    readonly total_nodes: number
    readonly total_files: number
    readonly successful_files: number
    readonly failed_files: number
    readonly processing_time_ms: number
  }
}

interface FailureBody {
  readonly task_id: string
  readonly status: 'FAILED'
  readonly message: { readonly type: 'failure'; readonly processing_time_ms: number }
  readonly error: string
}

interface Occasion {
  readonly job: Job
  /** The page that was read; null for the end of the job. */
  readonly page: number | null
  /** The caller's own name for the job. */
  readonly taskId: string | null
}

/** What D's callers are sent on an occasion, read when it is sent; undefined where there is nothing to tell. */
export async function doclingBody(
  useCases: UseCases,
  { job, page, taskId }: Occasion,
): Promise<object | undefined> {
  if (page !== null) return nodeBody(job, await useCases.readPage(job.id, page), taskId)
  const totals = job.state === 'completed' ? await doclingTotals(useCases, job) : NO_TOTALS
  return completionBody(job, totals, taskId)
}

const NO_TOTALS = { nodes: 0, successfulFiles: 0 } as const

/** What D's callers are sent when a page was read; undefined for a page without text. `taskId` is theirs, or null. */
export function nodeBody(job: Job, page: Page, taskId: string | null): NodeBody | undefined {
  const node = doclingNode(job, page)
  if (!node) return undefined
  const filename = job.documents[page.documentNumber - 1]?.name ?? job.name
  const message = { type: 'node', node, node_index: page.number - 1, filename } as const
  return { task_id: taskId ?? job.id, status: 'PROCESSING', message }
}

/** What D's callers are sent when their job is at rest. */
export function completionBody(
  job: Job,
  totals: DoclingTotals,
  taskId: string | null,
): CompletionBody | FailureBody {
  const task_id = taskId ?? job.id
  const processing_time_ms = processingMs(job)
  if (job.state !== 'completed') {
    const message = { type: 'failure', processing_time_ms } as const
    return { task_id, status: 'FAILED', message, error: errorWords(job, 'd') ?? 'Failed' }
  }
  const message = {
    type: 'completion',
    total_nodes: totals.nodes,
    total_files: job.documents.length,
    successful_files: totals.successfulFiles,
    failed_files: job.documents.length - totals.successfulFiles,
    processing_time_ms,
  } as const
  return { task_id, status: 'COMPLETED', message }
}

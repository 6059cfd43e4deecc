import type { Job } from '../../../src-shared/contract/job.ts'
import type { Page } from '../../../src-shared/contract/page.ts'
import { type DoclingNode, doclingNode } from './docling-node.ts'
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

/** How the files of a job fared. */
interface DoclingTotals {
  readonly nodes: number
  readonly successfulFiles: number
}

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

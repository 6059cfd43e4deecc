import type { Document, PageSummary } from '../../src-shared/contract/job.ts'
import type { CallbackBodies } from '../core/ports/callback-bodies.ts'
import { completionBody, nodeBody } from '../server/dialects/docling-callbacks.ts'

/** The bodies that dialect D's listeners take; no other door has callbacks. */
export const doclingBodies: CallbackBodies = {
  node(job, page, taskId) {
    const body = nodeBody(job, page, taskId)
    return body && JSON.stringify(body)
  },
  completion(job, { taskId, nodeCount, pages }) {
    const successfulFiles = job.documents.filter(document => isSuccessful(document, pages)).length
    return JSON.stringify(completionBody(job, { nodes: nodeCount, successfulFiles }, taskId))
  },
}

/** As D's results count: a file was refused, or none of its pages could be read. */
function isSuccessful(document: Document, pages: readonly PageSummary[]): boolean {
  const own = pages.filter(({ documentNumber }) => documentNumber === document.number)
  return !document.problem && (own.length === 0 || own.some(({ state }) => state !== 'failed'))
}

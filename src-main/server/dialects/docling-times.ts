import type { Job, PageSummary } from '../../../src-shared/contract/job.ts'

/** How long the job was worked on, by the clock on the wall. */
export const processingMs = ({ startedAt, finishedAt }: Job): number =>
  startedAt === null || finishedAt === null ? 0 : Math.max(0, finishedAt - startedAt)

/** How long the workers were busy with these pages. */
export const workMs = (pages: readonly PageSummary[]): number =>
  Math.round(pages.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0) * 100) / 100

import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { LeaseLoss, PageEnd } from '../ports/page-queue.ts'

/** So often may somebody from outside end the worker of a page before we take it for the page's doing after all. */
export const FOREIGN_KILLS = 10

interface Blame {
  readonly strikes: number
  readonly foreignKills: number
}

/** What becomes of a page whose lease ended without an outcome: it waits again, or is given up. */
export type PageFate = ({ readonly kind: 'waiting' } & Blame) | Extract<PageEnd, { kind: 'failed' }>

/** Two strikes and the page is failed with its reason; a worker ended from outside is no strike, within bounds. */
export function afterLoss(blame: Blame, loss: LeaseLoss): PageFate {
  switch (loss.kind) {
    case 'withdrawn':
      return { kind: 'waiting', ...blame }
    case 'worker-killed': {
      const foreignKills = blame.foreignKills + 1
      if (foreignKills < FOREIGN_KILLS) return { kind: 'waiting', strikes: blame.strikes, foreignKills }
      const detail = `Its worker was ended from outside ${foreignKills} times`
      return { kind: 'failed', problem: 'page-crashed', detail }
    }
    case 'strike': {
      const strikes = blame.strikes + 1
      if (strikes < LIMITS.strikes) return { kind: 'waiting', strikes, foreignKills: blame.foreignKills }
      return { kind: 'failed', problem: loss.problem, detail: loss.detail }
    }
  }
}

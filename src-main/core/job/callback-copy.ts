import Type, { type Static } from 'typebox'
import type { CallbackLog, Delivery, DeliveryState } from '../../../src-shared/contract/callback.ts'
import { listenerOfText } from '../outgoing/outgoing-url.ts'
import type { Seal } from '../ports/seal.ts'
import { pageRange } from './page-range.ts'
import type { NewDelivery } from './stored-job.ts'

/** Ranges of pages, `1-40,44`; empty for none. */
const Pages = Type.String({ pattern: '^([0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*)?$' })
/** The completion stands for a page 0. */
const COMPLETION = 0
/** What the address is sealed for. */
export const CALLBACK_PLACE = 'callback'

/** What `metadata.json` tells of a job's callback: enough to go on with it when the database was lost. */
export const CallbackCopy = Type.Object({
  /** Who is called, for people. */
  listener: Type.String(),
  task_id: Type.Union([Type.String(), Type.Null()]),
  /** An address often carries a secret. */
  sealed_url: Type.String(),
  posted_pages: Pages,
  given_up_pages: Pages,
  completion: Type.Union([Type.Literal('posted'), Type.Literal('given-up'), Type.Null()]),
  /** Not accepted yet: a listener may know them by the time at which they were entered. Page 0 is the completion. */
  waiting: Type.Array(
    Type.Object({ page: Type.Integer({ minimum: 0 }), created_at: Type.Integer({ minimum: 0 }) }),
  ),
})
export type CallbackCopy = Static<typeof CallbackCopy>

/** The copy of a callback and its deliveries; null where nobody is called. */
export function callbackCopy(
  { callback, deliveries }: Pick<CallbackLog, 'callback' | 'deliveries'>,
  seal: Seal,
): CallbackCopy | null {
  if (!callback) return null
  const pagesIn = (state: DeliveryState): string =>
    rangesOf(deliveries.flatMap(one => (one.state === state && one.page !== null ? [one.page] : [])))
  return {
    listener: listenerOfText(callback.url),
    task_id: callback.taskId,
    sealed_url: seal.close(callback.url, CALLBACK_PLACE),
    posted_pages: pagesIn('delivered'),
    given_up_pages: pagesIn('given-up'),
    completion: completionOf(deliveries),
    waiting: deliveries
      .filter(({ state }) => state === 'waiting')
      .map(({ page, createdAt }) => ({ page: page ?? COMPLETION, created_at: createdAt })),
  }
}

function completionOf(deliveries: readonly Delivery[]): CallbackCopy['completion'] {
  const state = deliveries.find(({ kind }) => kind === 'completion')?.state
  if (state === 'delivered') return 'posted'
  return state === 'given-up' ? state : null
}

function rangesOf(pages: readonly number[]): string {
  const ranges: { first: number; last: number }[] = []
  for (const page of [...pages].sort((a, b) => a - b)) {
    const range = ranges.at(-1)
    if (range && page === range.last + 1) range.last = page
    else ranges.push({ first: page, last: page })
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}

/** What of a job counts for its deliveries. */
export interface RestoredEnds {
  readonly pageCount: number
  readonly isAtRest: boolean
  /** Pages with something to post. */
  readonly pages: readonly number[]
  readonly now: number
}

/** The deliveries of a job that is entered anew: what was posted is not posted again, all else that is due waits. */
export function restoredDeliveries(copy: CallbackCopy, ends: RestoredEnds): readonly NewDelivery[] {
  const createdAt = new Map(copy.waiting.map(({ page, created_at }) => [page, created_at]))
  const posted = numbersOf(copy.posted_pages, ends.pageCount)
  const givenUp = numbersOf(copy.given_up_pages, ends.pageCount)
  const deliveryOf = (page: number, state: DeliveryState): NewDelivery => ({
    page: page === COMPLETION ? null : page,
    state,
    createdAt: createdAt.get(page) ?? ends.now,
  })
  const nodes = ends.pages.map(page => deliveryOf(page, stateOf(posted.has(page), givenUp.has(page))))
  if (!ends.isAtRest) return nodes
  return [
    ...nodes,
    deliveryOf(COMPLETION, stateOf(copy.completion === 'posted', copy.completion === 'given-up')),
  ]
}

function stateOf(isPosted: boolean, isGivenUp: boolean): DeliveryState {
  if (isPosted) return 'delivered'
  return isGivenUp ? 'given-up' : 'waiting'
}

const numbersOf = (ranges: string, pageCount: number): ReadonlySet<number> =>
  new Set(ranges === '' ? [] : pageRange(ranges, pageCount))

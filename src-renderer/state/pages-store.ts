import { create } from 'zustand'
import type { ServerEvent } from '../../src-shared/contract/events.ts'
import type { PageSummary } from '../../src-shared/contract/job.ts'
import type { Page } from '../../src-shared/contract/page.ts'
import { api } from './api.ts'

/** What was read from a page, or why it can't be shown. */
export type PageBody =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly page: Page }
  | { readonly kind: 'unreachable' }

interface PagesOfJob {
  readonly summaries: Readonly<Record<number, PageSummary>>
  readonly bodies: Readonly<Record<number, PageBody>>
}

interface Pages {
  readonly byJob: Readonly<Record<string, PagesOfJob>>
  /** Fetches where each page stands. */
  readonly openJob: (jobId: string) => Promise<void>
  /** Fetches what was read from a page, once. */
  readonly loadPage: (jobId: string, number: number) => Promise<void>
  readonly apply: (event: ServerEvent) => void
  readonly forgetAllBut: (jobId: string | null) => void
}

/** Page bodies kept at once; those farthest from the newest are dropped first. */
const KEPT_BODIES = 200

const NOTHING: PagesOfJob = { summaries: {}, bodies: {} }

/** The pages of the jobs that are open. */
export const usePages = create<Pages>()((set, get) => {
  const change = (jobId: string, to: (pages: PagesOfJob) => PagesOfJob) =>
    set(state => {
      const pages = state.byJob[jobId]
      return pages ? { byJob: { ...state.byJob, [jobId]: to(pages) } } : state
    })
  return {
    byJob: {},
    openJob: async jobId => {
      set(state => ({ byJob: { ...state.byJob, [jobId]: state.byJob[jobId] ?? NOTHING } }))
      const before = get().byJob[jobId]?.summaries ?? {}
      const pages = await api.listPages(jobId)
      change(jobId, known => ({ ...known, summaries: newerSummaries(pages, known.summaries, before) }))
    },
    loadPage: async (jobId, number) => {
      const pages = get().byJob[jobId]
      if (!pages || pages.bodies[number]) return
      const put = (body: PageBody) =>
        change(jobId, known => ({ ...known, bodies: keepNear({ ...known.bodies, [number]: body }, number) }))
      put({ kind: 'loading' })
      try {
        put({ kind: 'ready', page: await api.getPage(jobId, number) })
      } catch {
        put({ kind: 'unreachable' })
      }
    },
    apply: event => {
      if (event.kind === 'page-changed') change(event.jobId, known => withPage(known, event.page))
    },
    forgetAllBut: jobId =>
      set(state => ({
        byJob: Object.fromEntries(Object.entries(state.byJob).filter(([id]) => id === jobId)),
      })),
  }
})

/** Whether there is something to show in place of a page's text. */
export const isPageDone = (summary: PageSummary | undefined): boolean =>
  summary?.state === 'recognised' || summary?.state === 'blank'

type Summaries = PagesOfJob['summaries']

/** The reply's summaries, but for pages of which an event has told since it was asked for. */
function newerSummaries(reply: readonly PageSummary[], now: Summaries, before: Summaries): Summaries {
  const newer = (page: PageSummary) => {
    const known = now[page.number]
    return known && known !== before[page.number] ? known : page
  }
  return Object.fromEntries(reply.map(page => [page.number, newer(page)]))
}

function withPage(known: PagesOfJob, page: PageSummary): PagesOfJob {
  const { [page.number]: old, ...others } = known.bodies
  const keep = old && known.summaries[page.number]?.attempt === page.attempt && isPageDone(page)
  return {
    summaries: { ...known.summaries, [page.number]: page },
    bodies: keep ? known.bodies : others,
  }
}

function keepNear(
  bodies: Readonly<Record<number, PageBody>>,
  number: number,
): Readonly<Record<number, PageBody>> {
  const entries = Object.entries(bodies)
  if (entries.length <= KEPT_BODIES) return bodies
  const distance = (key: string) => Math.abs(Number(key) - number)
  return Object.fromEntries(entries.sort((a, b) => distance(a[0]) - distance(b[0])).slice(0, KEPT_BODIES))
}

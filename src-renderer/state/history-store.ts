import { create } from 'zustand'
import type { ServerEvent } from '../../src-shared/contract/events.ts'
import type { Job, JobState } from '../../src-shared/contract/job.ts'
import type { JobList } from '../../src-shared/contract/routes.ts'
import { api } from './api.ts'
import { afterPage, type JobsById, newer } from './jobs-store.ts'

export type HistoryColumn = 'state' | 'name' | 'pages' | 'when' | 'took' | 'origin' | 'size'

export interface HistoryFilter {
  readonly search: string
  readonly state: JobState | 'any'
  /** Only jobs of the last so many hours; null for all. */
  readonly hours: number | null
}

export interface HistorySort {
  readonly column: HistoryColumn
  readonly descending: boolean
}

interface History {
  readonly filter: HistoryFilter
  readonly sort: HistorySort
  /** In the server's order, the newest first, as far as they are loaded. */
  readonly jobs: readonly Job[]
  readonly nextCursor: string | null
  /** How many fit, loaded or not. */
  readonly total: number
  readonly status: 'loading' | 'ready' | 'failed'
  readonly isLoadingMore: boolean
  /** Jobs that are on their way out and not shown. */
  readonly hidden: ReadonlySet<string>
  readonly setFilter: (change: Partial<HistoryFilter>) => void
  readonly setSort: (sort: HistorySort) => void
  readonly reload: () => Promise<void>
  /** Fetches the next jobs; all that are left when another order than the server's is wanted. */
  readonly loadMore: () => Promise<void>
  readonly apply: (event: ServerEvent) => void
  readonly hide: (jobIds: readonly string[]) => void
  readonly unhide: (jobIds: readonly string[]) => void
}

export const NO_FILTER: HistoryFilter = { search: '', state: 'any', hours: null }
export const NEWEST_FIRST: HistorySort = { column: 'when', descending: true }

/** Checking a reply against its schema takes time: more at once would be felt while scrolling. */
const CHUNK = 250
/** Names as people order them: page-9 before page-10. One for all, since making one is slow. */
const NAMES = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const HOUR_MS = 3_600_000

/** The list of all jobs, loaded as far as it was looked at. */
export const useHistory = create<History>()((set, get) => {
  /** Counts the questions, so that a late answer to an old one is dropped. */
  let question = 0
  const ask = (cursor: string | null) => {
    const { search, state } = get().filter
    return api.listJobs({
      limit: CHUNK,
      ...(cursor === null ? {} : { cursor }),
      ...(search === '' ? {} : { search }),
      ...(state === 'any' ? {} : { state }),
    })
  }
  return {
    filter: NO_FILTER,
    sort: NEWEST_FIRST,
    jobs: [],
    nextCursor: null,
    total: 0,
    status: 'loading',
    isLoadingMore: false,
    hidden: new Set<string>(),
    setFilter: change => {
      set(state => ({ filter: { ...state.filter, ...change } }))
      void get().reload()
    },
    setSort: sort => {
      set({ sort })
      void get().loadMore()
    },
    reload: async () => {
      question += 1
      const mine = question
      set(state => ({ status: state.jobs.length > 0 ? state.status : 'loading' }))
      try {
        const before = get().jobs
        const reply = await ask(null)
        if (mine === question)
          set(state => ({
            ...reply,
            jobs: newerRows(reply.jobs, state.jobs, before),
            status: 'ready',
            isLoadingMore: false,
          }))
        if (mine === question && !isNewestFirst(get().sort)) await get().loadMore()
      } catch {
        if (mine === question) set({ status: 'failed', isLoadingMore: false })
      }
    },
    loadMore: async () => {
      let cursor = get().nextCursor
      if (cursor === null || get().isLoadingMore) return
      question += 1
      const mine = question
      const more: Job[] = []
      let total = get().total
      set({ isLoadingMore: true })
      do {
        const reply: JobList | null = await ask(cursor).catch(() => null)
        if (mine !== question) return
        if (!reply) break
        more.push(...reply.jobs)
        cursor = reply.nextCursor
        total = reply.total
      } while (cursor !== null && !isNewestFirst(get().sort))
      set(state => ({
        jobs: withoutDoubles(state.jobs, more),
        nextCursor: cursor,
        total,
        isLoadingMore: false,
      }))
    },
    apply: event => set(state => afterEvent(state, event)),
    hide: jobIds => set(state => ({ hidden: new Set([...state.hidden, ...jobIds]) })),
    unhide: jobIds =>
      set(state => ({ hidden: new Set([...state.hidden].filter(id => !jobIds.includes(id))) })),
  }
})

/** The rows to show: without those on their way out, of the time wanted, in the order wanted. */
export function shownJobs(
  history: Pick<History, 'jobs' | 'filter' | 'sort' | 'hidden'>,
  now: number,
): readonly Job[] {
  const { jobs, filter, sort, hidden } = history
  const since = filter.hours === null ? 0 : now - filter.hours * HOUR_MS
  const kept =
    hidden.size === 0 && since === 0
      ? jobs
      : jobs.filter(job => !hidden.has(job.id) && job.createdAt >= since)
  if (isNewestFirst(sort)) return kept
  const sign = sort.descending ? -1 : 1
  return [...kept].sort((a, b) => sign * compareBy(sort.column, a, b) || b.createdAt - a.createdAt)
}

/** Whether the rows stand as the server gives them. */
export const isNewestFirst = (sort: HistorySort) => sort.column === 'when' && sort.descending

function compareBy(column: HistoryColumn, a: Job, b: Job): number {
  switch (column) {
    case 'state':
      return a.state.localeCompare(b.state)
    case 'name':
      return NAMES.compare(a.name, b.name)
    case 'pages':
      return a.pageCount - b.pageCount
    case 'when':
      return a.createdAt - b.createdAt
    case 'took':
      return tookMs(a) - tookMs(b)
    case 'origin':
      return a.origin.localeCompare(b.origin)
    case 'size':
      return a.sizeBytes - b.sizeBytes
  }
}

/** How long a job took from its start to its end; -1 while it has none. */
export function tookMs(job: Job): number {
  return job.startedAt === null || job.finishedAt === null ? -1 : Math.max(0, job.finishedAt - job.startedAt)
}

function afterEvent(state: History, event: ServerEvent): Partial<History> {
  switch (event.kind) {
    case 'job-changed':
      return withJob(state, event.job)
    case 'page-changed':
      return { jobs: replaced(state.jobs, event.jobId, job => afterPage(job, event)) }
    case 'job-deleted': {
      const jobs = state.jobs.filter(job => job.id !== event.jobId)
      return { jobs, total: state.total - (state.jobs.length - jobs.length) }
    }
  }
}

function withJob(state: History, job: Job): Partial<History> {
  const known = state.jobs.some(each => each.id === job.id)
  const fits = matches(job, state.filter)
  if (known && fits) return { jobs: replaced(state.jobs, job.id, () => job) }
  if (known) return { jobs: state.jobs.filter(each => each.id !== job.id), total: state.total - 1 }
  if (!fits || state.status !== 'ready') return {}
  const at = state.jobs.findIndex(each => each.createdAt <= job.createdAt)
  if (at < 0 && state.nextCursor !== null) return {}
  const place = at < 0 ? state.jobs.length : at
  return { jobs: state.jobs.toSpliced(place, 0, job), total: state.total + 1 }
}

function matches(job: Job, filter: HistoryFilter): boolean {
  const stateFits = filter.state === 'any' || job.state === filter.state
  return stateFits && job.name.toLocaleLowerCase().includes(filter.search.toLocaleLowerCase())
}

function replaced(jobs: readonly Job[], jobId: string, to: (job: Job) => Job): readonly Job[] {
  const at = jobs.findIndex(job => job.id === jobId)
  const job = jobs[at]
  return job ? jobs.with(at, to(job)) : jobs
}

/** The reply's rows, but for jobs of which an event has told since it was asked for, which may be new ones. */
function newerRows(reply: readonly Job[], now: readonly Job[], before: readonly Job[]): readonly Job[] {
  const [nowById, beforeById, replyById] = [byId(now), byId(before), byId(reply)]
  const came = now.filter(job => !beforeById[job.id] && !replyById[job.id])
  return [...came, ...reply.map(job => newer(job, nowById, beforeById))]
}

const byId = (jobs: readonly Job[]): JobsById => Object.fromEntries(jobs.map(job => [job.id, job]))

function withoutDoubles(known: readonly Job[], more: readonly Job[]): readonly Job[] {
  const ids = new Set(known.map(job => job.id))
  return [...known, ...more.filter(job => !ids.has(job.id))]
}

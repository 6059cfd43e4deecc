import { ApiProblem } from '../../src-shared/client/api-problem.ts'
import type { ServerEvent } from '../../src-shared/contract/events.ts'
import type { Job, JobState } from '../../src-shared/contract/job.ts'
import { api } from './api.ts'
import { useConnection } from './connection-store.ts'
import { useHistory } from './history-store.ts'
import { unfinishedJobs, useJobs } from './jobs-store.ts'
import { usePages } from './pages-store.ts'
import { useSelection } from './selection-store.ts'
import { useSettings } from './settings-store.ts'
import { useUploads } from './uploads-store.ts'

const UNFINISHED: readonly JobState[] = ['processing', 'queued', 'paused']
const MOST_UNFINISHED = 500

/** Listens to the job server for the life of the window; the stores hear of everything from here alone. */
export async function startServerLink(): Promise<void> {
  const forever = new AbortController().signal
  const listener = {
    onEvent: spread,
    onReset: () => void refresh().catch(() => undefined),
    onState: (state: 'open' | 'lost') => {
      if (state === 'open') void welcome().catch(lose)
      else lose(null)
    },
  }
  try {
    await api.followEvents(listener, { signal: forever })
  } catch (error) {
    lose(error)
  }
}

function spread(event: ServerEvent): void {
  useJobs.getState().apply(event)
  usePages.getState().apply(event)
  useHistory.getState().apply(event)
}

async function welcome(): Promise<void> {
  await refresh()
  useConnection.getState().become({ kind: 'ready' })
}

function lose(error: unknown): void {
  const isKeyNeeded = error instanceof ApiProblem && error.problem.code === 'key-needed'
  const { state, become } = useConnection.getState()
  if (!isKeyNeeded) become({ kind: 'gone' })
  else if (state.kind !== 'key-needed') become({ kind: 'key-needed', why: 'no-session' })
}

/** Fetches what may have changed while nobody listened. */
async function refresh(): Promise<void> {
  const before = useJobs.getState().jobs
  const lists = await Promise.all(UNFINISHED.map(state => api.listJobs({ state, limit: MOST_UNFINISHED })))
  const unfinished = lists.flatMap(list => list.jobs)
  const known = Object.keys(useJobs.getState().jobs).filter(id => !unfinished.some(job => job.id === id))
  const others = await Promise.all(known.map(id => api.getJob(id).catch(() => null)))
  useJobs.getState().put([...unfinished, ...others.filter(job => job !== null)], before)
  queueOwn(unfinished)
  const { openJobId } = useSelection.getState()
  if (openJobId !== null) await usePages.getState().openJob(openJobId)
  await Promise.all([useHistory.getState().reload(), useSettings.getState().load()])
}

/** Jobs that a window sent before it was closed stand in the queue again; the first of them opens. */
function queueOwn(unfinished: readonly Job[]): void {
  const own = unfinishedJobs(Object.fromEntries(unfinished.map(job => [job.id, job]))).filter(
    job => job.origin === 'window',
  )
  for (const job of own) useUploads.getState().addJob(job.id, job.name)
  const first = own[0]
  if (first && useSelection.getState().openJobId === null) useSelection.getState().openJob(first.id)
}

import { create } from 'zustand'
import { api } from './api.ts'
import { useHistory } from './history-store.ts'
import { useJobs } from './jobs-store.ts'
import { useSelection } from './selection-store.ts'
import { useUploads } from './uploads-store.ts'

/** How long a deletion can be undone. */
export const UNDO_MS = 10_000

interface Deletions {
  /** What goes when the time is over, or null. */
  readonly pending: readonly string[] | null
  readonly remove: (jobIds: readonly string[]) => void
  readonly undo: () => void
  /** Deletes what is pending at once, e.g. before the window closes. */
  readonly flush: () => void
}

/** Deletions that can still be undone: the server is asked only afterwards. */
export const useDeletions = create<Deletions>()((set, get) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    const jobIds = get().pending
    set({ pending: null })
    if (jobIds) void deleteAll(jobIds)
  }
  return {
    pending: null,
    remove: jobIds => {
      flush()
      useHistory.getState().hide(jobIds)
      set({ pending: jobIds })
      timer = setTimeout(flush, UNDO_MS)
    },
    undo: () => {
      clearTimeout(timer)
      useHistory.getState().unhide(get().pending ?? [])
      set({ pending: null })
    },
    flush,
  }
})

async function deleteAll(jobIds: readonly string[]): Promise<void> {
  for (const jobId of jobIds) {
    if (useSelection.getState().openJobId === jobId) useSelection.getState().openJob(null)
    const row = useUploads
      .getState()
      .rows.find(each => each.state.kind === 'job' && each.state.jobId === jobId)
    if (row) useUploads.getState().remove(row.key)
    try {
      await api.deleteJob(jobId)
      useJobs.getState().forget(jobId)
    } catch {
      useHistory.getState().unhide([jobId])
    }
  }
}

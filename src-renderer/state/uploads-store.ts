import { create } from 'zustand'
import { DEFAULT_PROMPT } from '../../src-shared/contract/job.ts'
import type { Problem } from '../../src-shared/contract/problem.ts'
import type { SubmitFields } from '../../src-shared/contract/routes.ts'
import { api } from './api.ts'
import { useChoices } from './choices-store.ts'
import { useJobs } from './jobs-store.ts'
import { newKey } from './new-key.ts'
import { useSelection } from './selection-store.ts'
import { type SendOutcome, sendFile } from './send-file.ts'

/** A line of the queue: first a file on its way, then a job. */
export interface QueueRow {
  readonly key: string
  readonly name: string
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'sending'; readonly fraction: number | null }
    | { readonly kind: 'password'; readonly wrong: boolean }
    /** `problem` is null when the server could not be reached. */
    | { readonly kind: 'refused'; readonly problem: Problem | null }
    | { readonly kind: 'job'; readonly jobId: string }
}

interface Uploads {
  readonly rows: readonly QueueRow[]
  /** Starts a job for each file, one after the other; the first one opens. */
  readonly add: (files: readonly File[]) => void
  /** Shows a job that exists already as a line of the queue. */
  readonly addJob: (jobId: string, name: string) => void
  readonly sendAgain: (key: string, password?: string) => void
  /** Takes a line away; a file on its way is abandoned, a job goes on. */
  readonly remove: (key: string) => void
  readonly clear: () => void
}

/** The files that this window was given, in their order. */
export const useUploads = create<Uploads>()((set, get) => {
  /** What belongs to a line and is not shown. */
  const files = new Map<string, { file: File; fields: SubmitFields; abandon: AbortController }>()
  let isSending = false

  const become = (key: string, state: QueueRow['state']) =>
    set(({ rows }) => ({ rows: rows.map(row => (row.key === key ? { ...row, state } : row)) }))

  const sendNext = async (): Promise<void> => {
    const next = get().rows.find(row => row.state.kind === 'waiting')
    const parcel = next && files.get(next.key)
    if (isSending || !next || !parcel) return
    isSending = true
    become(next.key, { kind: 'sending', fraction: null })
    const outcome = await sendFile({
      file: parcel.file,
      fields: parcel.fields,
      uploadKey: next.key,
      onProgress: fraction => become(next.key, { kind: 'sending', fraction }),
      signal: parcel.abandon.signal,
    })
    isSending = false
    settle(next.key, outcome)
    await sendNext()
  }

  const settle = (key: string, outcome: SendOutcome) => {
    switch (outcome.kind) {
      case 'accepted':
        files.delete(key)
        useJobs.getState().put([outcome.job])
        become(key, { kind: 'job', jobId: outcome.job.id })
        openIfFirst(key, outcome.job.id)
        return
      case 'refused':
        return become(key, refusedState(outcome.problem))
      case 'unreachable':
        return become(key, { kind: 'refused', problem: null })
      case 'abandoned':
        void api.abandonUpload(key).catch(() => undefined)
    }
  }

  let opensNext: string | null = null
  const openIfFirst = (key: string, jobId: string) => {
    if (opensNext !== key && useSelection.getState().openJobId !== null) return
    opensNext = null
    useSelection.getState().openJob(jobId)
  }

  return {
    rows: [],
    add: added => {
      const fields = fieldsFromChoices()
      const rows = added.map(file => {
        const key = newKey()
        files.set(key, { file, fields, abandon: new AbortController() })
        return { key, name: file.name, state: { kind: 'waiting' } } as const
      })
      opensNext = rows[0]?.key ?? null
      set(state => ({ rows: [...state.rows, ...rows] }))
      void sendNext()
    },
    addJob: (jobId, name) =>
      set(state =>
        state.rows.some(row => row.state.kind === 'job' && row.state.jobId === jobId)
          ? state
          : { rows: [...state.rows, { key: newKey(), name, state: { kind: 'job', jobId } }] },
      ),
    sendAgain: (key, password) => {
      const parcel = files.get(key)
      if (!parcel) return
      const fresh = newKey()
      files.delete(key)
      files.set(fresh, {
        ...parcel,
        fields: { ...parcel.fields, ...(password === undefined ? {} : { password }) },
      })
      if (opensNext === key) opensNext = fresh
      set(({ rows }) => ({
        rows: rows.map(row => (row.key === key ? { ...row, key: fresh, state: { kind: 'waiting' } } : row)),
      }))
      void sendNext()
    },
    remove: key => {
      files.get(key)?.abandon.abort()
      files.delete(key)
      set(({ rows }) => ({ rows: rows.filter(row => row.key !== key) }))
    },
    clear: () => {
      for (const row of get().rows) get().remove(row.key)
      useSelection.getState().openJob(null)
    },
  }
})

function refusedState(problem: Problem): QueueRow['state'] {
  if (problem.code === 'password-needed') return { kind: 'password', wrong: false }
  if (problem.code === 'password-wrong') return { kind: 'password', wrong: true }
  return { kind: 'refused', problem }
}

function fieldsFromChoices(): SubmitFields {
  const { mode, pages, ocrLanguage } = useChoices.getState()
  return {
    mode,
    language: ocrLanguage,
    prompt: DEFAULT_PROMPT,
    ...(pages.trim() === '' ? {} : { pages: pages.trim() }),
  }
}

import { useCallback, useEffect, useState } from 'react'
import type { CallbackLog } from '../../src-shared/contract/callback.ts'
import { api } from './api.ts'

const LOOK_AGAIN_MS = 2000

/** The log as far as it is known, and the one thing that can be done with it. */
export interface CallbackLogState {
  readonly log: CallbackLog | null
  readonly hasFailed: boolean
  readonly onSendAgain: (id: number) => void
}

/** What was posted for a job, asked for again and again while it is looked at. */
export function useCallbackLog(jobId: string): CallbackLogState {
  const [log, setLog] = useState<CallbackLog | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  const load = useCallback(
    () =>
      api.getCallbacks(jobId).then(
        found => {
          setLog(found)
          setHasFailed(false)
        },
        () => setHasFailed(true),
      ),
    [jobId],
  )
  useEffect(() => {
    let isShown = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = (): void =>
      void load().finally(() => {
        if (isShown) timer = setTimeout(look, LOOK_AGAIN_MS)
      })
    look()
    return () => {
      isShown = false
      clearTimeout(timer)
    }
  }, [load])
  const onSendAgain = (id: number): void => void api.retryCallback(jobId, id).then(load, load)
  return { log, hasFailed, onSendAgain }
}

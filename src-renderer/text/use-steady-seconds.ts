import { useEffect, useRef, useState } from 'react'
import { steadySeconds } from './format-time.ts'

/** The time left, without jumps up and down. */
export function useSteadySeconds(jobId: string | null, estimate: number | null): number | null {
  const last = useRef<{ jobId: string | null; seconds: number; at: number } | null>(null)
  const [shown, setShown] = useState(estimate)
  useEffect(() => {
    const now = performance.now()
    const before = last.current?.jobId === jobId ? last.current : null
    const seconds = steadySeconds(before?.seconds ?? null, before ? (now - before.at) / 1000 : 0, estimate)
    last.current = seconds === null ? null : { jobId, seconds, at: now }
    setShown(seconds)
  }, [jobId, estimate])
  return shown
}

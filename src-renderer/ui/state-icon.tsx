import { Ban, Check, Circle, CircleDot, Clock, Pause, TriangleAlert, X } from 'lucide-react'
import type { JobState } from '../../src-shared/contract/job.ts'
import './state-icon.css'

interface StateIconProps {
  readonly state: JobState
  /** Completed, but some pages could not be read. */
  readonly hasHoles?: boolean
}

/** The sign of a job's state; words always stand beside it. */
export function StateIcon({ state, hasHoles = false }: StateIconProps) {
  const Sign = state === 'completed' && hasHoles ? TriangleAlert : SIGNS[state]
  const look = state === 'completed' && hasHoles ? 'holes' : state
  return <Sign className={`state-icon state-${look}`} aria-hidden="true" />
}

const SIGNS = {
  scheduled: Clock,
  queued: Circle,
  processing: CircleDot,
  paused: Pause,
  completed: Check,
  failed: X,
  cancelled: Ban,
} as const satisfies Record<JobState, unknown>

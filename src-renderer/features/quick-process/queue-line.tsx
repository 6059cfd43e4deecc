import { CircleAlert, LoaderCircle, Lock, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import { api } from '../../state/api.ts'
import { useJobs } from '../../state/jobs-store.ts'
import { useSelection } from '../../state/selection-store.ts'
import { type QueueRow, useUploads } from '../../state/uploads-store.ts'
import { jobFraction, jobWords } from '../../text/job-words.ts'
import { shortenMiddle } from '../../text/shorten-middle.ts'
import { useSteadySeconds } from '../../text/use-steady-seconds.ts'
import { FaultNote } from '../../ui/fault-note.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { StateIcon } from '../../ui/state-icon.tsx'
import { useWords } from '../../words/use-words.ts'
import { PasswordForm } from './password-form.tsx'

const NAME_LENGTH = 48

interface QueueLineProps {
  readonly row: QueueRow
}

/** One file of the queue: on its way, refused, or a job. */
export function QueueLine({ row }: QueueLineProps) {
  const words = useWords()
  const { state } = row
  switch (state.kind) {
    case 'job':
      return <JobLine row={row} jobId={state.jobId} />
    case 'waiting':
    case 'sending': {
      const fraction = state.kind === 'sending' ? state.fraction : null
      const percent = fraction === null ? null : Math.round(fraction * 100)
      return (
        <Line row={row} sign={<LoaderCircle className="state-icon" aria-hidden="true" />}>
          {state.kind === 'sending' && <ProgressBar fraction={fraction} label={row.name} />}
          <span className="queue-words">
            {percent === null ? words.quick.sending : words.quick.sendingPercent(percent)}
          </span>
        </Line>
      )
    }
    case 'password':
      return (
        <Line row={row} sign={<Lock className="state-icon state-paused" aria-hidden="true" />}>
          <PasswordForm row={row} isWrong={state.wrong} />
        </Line>
      )
    case 'refused':
      return (
        <>
          <Line row={row} sign={<CircleAlert className="state-icon state-failed" aria-hidden="true" />}>
            <span className="queue-words">{words.job.failed}</span>
          </Line>
          <FaultNote problem={state.problem} onRetry={() => useUploads.getState().sendAgain(row.key)} />
        </>
      )
  }
}

function JobLine({ row, jobId }: { readonly row: QueueRow; readonly jobId: string }) {
  const words = useWords()
  const job = useJobs(state => state.jobs[jobId])
  const isOpen = useSelection(state => state.openJobId === jobId)
  const left = useSteadySeconds(jobId, job?.secondsLeft ?? null)
  if (!job) return <Line row={row} sign={<StateIcon state="queued" />} />
  const text = jobWords(job, left, words)
  return (
    <Line
      row={row}
      job={job}
      isOpen={isOpen}
      sign={<StateIcon state={job.state} hasHoles={job.failedPages > 0} />}
    >
      {job.state === 'processing' && <ProgressBar fraction={jobFraction(job)} label={job.name} />}
      <span className="queue-words" title={text}>
        {text}
        {job.continuedAtPage !== null &&
          !isAtRest(job.state) &&
          ` · ${words.job.continued(job.continuedAtPage)}`}
      </span>
    </Line>
  )
}

interface LineProps {
  readonly row: QueueRow
  readonly sign: ReactNode
  readonly job?: Job
  readonly isOpen?: boolean
  readonly children?: ReactNode
}

function Line({ row, sign, job, isOpen = false, children }: LineProps) {
  const words = useWords()
  const isRunning = job !== undefined && !isAtRest(job.state)
  const end = () => {
    if (isRunning) return void api.cancelJob(job.id).catch(() => undefined)
    if (isOpen) useSelection.getState().openJob(null)
    useUploads.getState().remove(row.key)
  }
  return (
    <div className={isOpen ? 'queue-line queue-line-open' : 'queue-line'}>
      {sign}
      <button
        type="button"
        className="queue-name"
        title={row.name}
        disabled={!job}
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => job && useSelection.getState().openJob(job.id)}
      >
        {shortenMiddle(row.name, NAME_LENGTH)}
      </button>
      <div className="queue-how">{children}</div>
      <IconButton
        label={isRunning ? words.quick.cancelJob(row.name) : words.quick.remove(row.name)}
        onClick={end}
      >
        <X />
      </IconButton>
    </div>
  )
}

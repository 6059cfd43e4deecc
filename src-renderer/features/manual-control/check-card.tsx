import { RefreshCw, X } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { ApiProblem } from '../../../src-shared/client/api-problem.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import type { Problem } from '../../../src-shared/contract/problem.ts'
import { api } from '../../state/api.ts'
import { useJobs } from '../../state/jobs-store.ts'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words/use-words.ts'
import { checkLine } from './curl-lines.ts'
import { JobCallbacks } from './job-callbacks.tsx'
import { JobFacts } from './job-facts.tsx'
import { StepCard } from './step-card.tsx'

interface CheckCardProps {
  readonly serverUrl: string
  readonly jobId: string
  readonly onJobId: (jobId: string) => void
}

/** How an id ends when it has been typed to its end. */
const WHOLE_ID = /_[0-9]{6}_[0-9a-f]{8}$/

/** Step 2: how any job is. */
export function CheckCard({ serverUrl, jobId, onJobId }: CheckCardProps) {
  const words = useWords()
  const [checked, setChecked] = useState('')
  const [problem, setProblem] = useState<Problem | null | undefined>(undefined)
  const [isWatched, setIsWatched] = useState(false)
  const live = useJobs(state => state.jobs[checked])
  const [still, setStill] = useState(live)
  const job = isWatched ? live : still
  const ask = (id: string) => {
    const before = useJobs.getState().jobs
    return api.getJob(id).then(
      found => {
        useJobs.getState().put([found], before)
        setStill(found)
        setChecked(id)
        setProblem(undefined)
      },
      (error: unknown) => {
        setChecked('')
        setStill(undefined)
        setProblem(error instanceof ApiProblem ? error.problem : null)
      },
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each id that is whole
  useEffect(() => {
    if (isWatched && WHOLE_ID.test(jobId)) void ask(jobId)
  }, [isWatched, jobId])
  const refresh = (event: FormEvent) => {
    event.preventDefault()
    if (jobId !== '') void ask(jobId)
  }
  const cancel = () => {
    const before = useJobs.getState().jobs
    void api.cancelJob(checked).then(
      changed => {
        useJobs.getState().put([changed], before)
        setStill(changed)
      },
      () => undefined,
    )
  }
  return (
    <StepCard
      number={2}
      title={words.manual.checkTitle}
      text={words.manual.checkText}
      curl={checkLine(serverUrl, jobId)}
    >
      <form className="step-row" onSubmit={refresh}>
        <TextField
          label={words.manual.jobId}
          className="field-long"
          value={jobId}
          placeholder={words.manual.jobIdHint}
          spellCheck={false}
          onChange={event => onJobId(event.target.value.trim())}
        />
        <Button type="submit" icon={<RefreshCw aria-hidden="true" />} disabled={jobId === ''}>
          {words.manual.refresh}
        </Button>
        <label className="step-watch">
          <input type="checkbox" checked={isWatched} onChange={event => setIsWatched(event.target.checked)} />
          {words.manual.watch}
        </label>
        <Button icon={<X aria-hidden="true" />} disabled={!job || isAtRest(job.state)} onClick={cancel}>
          {words.actions.cancel}
        </Button>
      </form>
      {job && <JobFacts job={job} />}
      {job?.origin === 'dialect-d' && <JobCallbacks jobId={job.id} />}
      {problem !== undefined && <FaultNote problem={problem} />}
    </StepCard>
  )
}

import type { ReactNode } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { dateTime } from '../../text/format-time.ts'
import { jobFraction, stateWords } from '../../text/job-words.ts'
import { FaultNote } from '../../ui/fault-note.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { StateIcon } from '../../ui/state-icon.tsx'
import { useWords } from '../../words/use-words.ts'

interface JobFactsProps {
  readonly job: Job
}

/** What is known of a job, fact by fact. */
export function JobFacts({ job }: JobFactsProps) {
  const words = useWords()
  const time = (instant: number | null) => (instant === null ? words.manual.notYet : dateTime(instant, words))
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      words.manual.rowState,
      <span className="fact-state" key="state">
        <StateIcon state={job.state} hasHoles={job.failedPages > 0} />
        {stateWords(job, words)}
        {job.state === 'processing' && <ProgressBar fraction={jobFraction(job)} label={job.name} />}
      </span>,
    ],
    [words.manual.rowPages, words.manual.pagesDone(job.donePages, job.pageCount, job.failedPages)],
    [words.manual.rowCreated, time(job.createdAt)],
    [words.manual.rowStarted, time(job.startedAt)],
    [words.manual.rowFinished, time(job.finishedAt)],
    [
      words.manual.rowOptions,
      [words.mode[job.options.mode], words.language[job.options.language], job.options.pages]
        .filter(text => text)
        .join(' · '),
    ],
  ]
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {job.continuedAtPage !== null && <p className="quiet">{words.job.continued(job.continuedAtPage)}</p>}
      {job.problem && <FaultNote problem={job.problem} />}
    </>
  )
}

// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { type MouseEvent, memo } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { tookMs } from '../../state/history-store.ts'
import { fileSize } from '../../text/format-size.ts'
import { dateTime, duration } from '../../text/format-time.ts'
import { jobFraction, jobWords, stateWords } from '../../text/job-words.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { StateIcon } from '../../ui/state-icon.tsx'
import { useWords } from '../../words/use-words.ts'
import { openJob } from './job-deeds.ts'

interface HistoryRowProps {
  readonly job: Job
  readonly index: number
  readonly top: number
  readonly isPicked: boolean
  readonly isCurrent: boolean
  readonly onClick: (event: MouseEvent, index: number) => void
}

/** One job of the table. */
export const HistoryRow = memo(function HistoryRow(props: HistoryRowProps) {
  const words = useWords()
  const { job, index } = props
  const took = tookMs(job)
  const details = [
    jobWords(job, job.secondsLeft, words),
    job.continuedAtPage === null ? '' : words.job.continued(job.continuedAtPage),
  ]
  const cells = {
    pages: words.history.pagesOf(job.donePages, job.pageCount),
    when: dateTime(job.createdAt, words),
    took: took < 0 ? '' : duration(took, words),
    origin: words.history.origin[job.origin],
    size: fileSize(job.sizeBytes, words),
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      id={`job-${index}`}
      className={`history-line history-row${props.isPicked ? ' history-picked' : ''}${props.isCurrent ? ' history-current' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.isPicked}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={event => props.onClick(event, index)}
      onDoubleClick={() => openJob(job)}
    >
      <div className="cell cell-state" role="gridcell" title={details.filter(text => text).join(' · ')}>
        <StateIcon state={job.state} hasHoles={job.failedPages > 0} />
        <span className="cell-words">{stateWords(job, words)}</span>
        {job.state === 'processing' && <ProgressBar fraction={jobFraction(job)} label={job.name} />}
      </div>
      <div className="cell cell-name" role="gridcell" title={job.name}>
        <span className="cell-words">{job.name}</span>
      </div>
      {(['pages', 'when', 'took', 'origin', 'size'] as const).map(column => (
        <div key={column} className={`cell cell-${column}`} role="gridcell" title={cells[column]}>
          <span className="cell-words">{cells[column]}</span>
        </div>
      ))}
    </div>
  )
})

import { X } from 'lucide-react'
import { api } from '../../state/api.ts'
import { unfinishedJobs, useJobs } from '../../state/jobs-store.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useUploads } from '../../state/uploads-store.ts'
import { jobFraction, jobWords } from '../../text/job-words.ts'
import { shortenMiddle } from '../../text/shorten-middle.ts'
import { useSteadySeconds } from '../../text/use-steady-seconds.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useWords } from '../../words/use-words.ts'

const NAME_LENGTH = 40

/** The job at work, in every tab; a press shows it. */
export function ProgressStrip() {
  const words = useWords()
  const jobs = useJobs(state => state.jobs)
  const job = unfinishedJobs(jobs).find(each => each.state === 'processing')
  const left = useSteadySeconds(job?.id ?? null, job?.secondsLeft ?? null)
  if (!job) return null
  const show = () => {
    useUploads.getState().addJob(job.id, job.name)
    useSelection.getState().openJob(job.id)
    useSelection.getState().showTab('quick-process')
  }
  return (
    <section className="progress-strip" aria-label={words.state.processing}>
      <button type="button" className="progress-strip-open" onClick={show} title={job.name}>
        <span className="progress-strip-name">{shortenMiddle(job.name, NAME_LENGTH)}</span>
        <ProgressBar fraction={jobFraction(job)} label={job.name} />
        <span className="progress-strip-words">{jobWords(job, left, words)}</span>
      </button>
      <IconButton
        label={words.quick.cancelJob(job.name)}
        onClick={() => void api.cancelJob(job.id).catch(() => undefined)}
      >
        <X />
      </IconButton>
    </section>
  )
}

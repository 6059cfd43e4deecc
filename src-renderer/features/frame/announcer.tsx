import { useEffect, useRef, useState } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { useJobs } from '../../state/jobs-store.ts'
import { jobFraction } from '../../text/job-words.ts'
import type { Words } from '../../words/en.ts'
import { useWords } from '../../words/use-words.ts'

/** Progress is told in steps of ten per cent. */
const STEPS = 10

/** Tells readers of the screen how the work goes, seldom and politely. */
export function Announcer() {
  const words = useWords()
  const jobs = useJobs(state => state.jobs)
  const told = useRef(new Map<string, string>())
  const [text, setText] = useState('')
  useEffect(() => {
    for (const job of Object.values(jobs)) {
      const mark = markOf(job)
      const before = told.current.get(job.id)
      told.current.set(job.id, mark)
      if (before !== undefined && before !== mark) setText(sentence(job, words))
    }
  }, [jobs, words])
  return (
    <div className="hidden-words" aria-live="polite">
      {text}
    </div>
  )
}

const markOf = (job: Job) => `${job.state} ${Math.floor(jobFraction(job) * STEPS)}`

function sentence(job: Job, words: Words): string {
  if (job.state === 'completed') return words.job.announceDone(job.name)
  if (job.state === 'failed') return words.job.announceFailed(job.name)
  if (job.state !== 'processing') return `${job.name}: ${words.state[job.state]}`
  return words.job.announce(job.name, Math.floor(jobFraction(job) * STEPS) * STEPS)
}

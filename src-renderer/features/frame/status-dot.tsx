import { Check, CircleDot, LoaderCircle, Unplug } from 'lucide-react'
import { useConnection } from '../../state/connection-store.ts'
import { useJobs } from '../../state/jobs-store.ts'
import { useWords } from '../../words/use-words.ts'

/** How the server is: ready, at work, or not there. */
export function StatusDot() {
  const words = useWords()
  const connection = useConnection(state => state.state.kind)
  const jobs = useJobs(state => state.jobs)
  const running = Object.values(jobs).filter(job => job.state === 'processing')
  if (connection === 'connecting') return dot('connecting', <LoaderCircle />, words.server.connecting)
  if (connection !== 'ready') return dot('gone', <Unplug />, words.server.offline)
  if (running.length === 0) return dot('ready', <Check />, words.server.ready)
  const sum = (count: (job: (typeof running)[number]) => number) =>
    running.reduce((all, job) => all + count(job), 0)
  const text = words.server.working(
    sum(job => job.donePages),
    sum(job => job.pageCount),
  )
  return dot('working', <CircleDot />, text)
}

function dot(look: string, sign: React.ReactNode, text: string) {
  return (
    <div className={`status-dot status-${look}`} title={text}>
      {sign}
      <span>{text}</span>
    </div>
  )
}

import { useEffect } from 'react'
import { PageView } from './features/page-view/page-view.tsx'
import { ResultView } from './features/result-view/result-view.tsx'
import { api } from './state/api.ts'
import { useChoices } from './state/choices-store.ts'
import { useConnection } from './state/connection-store.ts'
import { useJobs } from './state/jobs-store.ts'
import { usePages } from './state/pages-store.ts'
import { useSelection } from './state/selection-store.ts'
import { SplitPanes } from './ui/split-panes.tsx'
import { useWords } from './words/use-words.ts'

/** The open job: its pages on the left, their text on the right. */
export function OpenJob() {
  const words = useWords()
  const jobId = useSelection(state => state.openJobId)
  const job = useJobs(state => (jobId === null ? undefined : state.jobs[jobId]))
  const split = useChoices(state => state.split)
  const isReady = useConnection(state => state.state.kind === 'ready')
  useEffect(() => {
    if (jobId === null || !isReady) return
    usePages.getState().forgetAllBut(jobId)
    void usePages
      .getState()
      .openJob(jobId)
      .catch(() => undefined)
    if (!useJobs.getState().jobs[jobId])
      void api.getJob(jobId).then(
        found => useJobs.getState().put([found]),
        () => undefined,
      )
  }, [jobId, isReady])
  if (!job) return null
  return (
    <SplitPanes
      label={words.page.divider}
      share={split}
      onShare={share => useChoices.getState().choose({ split: share })}
      left={<PageView key={job.id} job={job} />}
      right={<ResultView key={job.id} job={job} />}
    />
  )
}

import { useEffect } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { usePages } from '../../state/pages-store.ts'
import { duration } from '../../text/format-time.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/use-words.ts'

interface ResultFooterProps {
  readonly job: Job
  readonly doubtfulCount: number
  readonly onNextDoubtful: () => void
}

/** Counts under the text, and the way to the next doubtful word. */
export function ResultFooter({ job, doubtfulCount, onNextDoubtful }: ResultFooterProps) {
  const words = useWords()
  const wordCount = usePages(state =>
    Object.values(state.byJob[job.id]?.summaries ?? {}).reduce((sum, page) => sum + (page.wordCount ?? 0), 0),
  )
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'F8') onNextDoubtful()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [onNextDoubtful])
  const counts = [words.result.words(wordCount), words.result.pages(job.pageCount)]
  if (job.startedAt !== null && job.finishedAt !== null)
    counts.push(duration(Math.max(0, job.finishedAt - job.startedAt), words))
  return (
    <footer className="result-footer">
      <span>{counts.join(' · ')}</span>
      {doubtfulCount > 0 && (
        <Button look="quiet" title={words.result.doubtfulNext} onClick={onNextDoubtful}>
          {words.result.doubtful(doubtfulCount)}
        </Button>
      )}
    </footer>
  )
}

import { Inbox } from 'lucide-react'
import { SAMPLES, takeSample } from '../../state/samples.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/use-words.ts'

/** What stands there before the first job. */
export function EmptyHistory() {
  const words = useWords()
  const sample = SAMPLES[0]
  return (
    <div className="history-empty">
      <Inbox aria-hidden="true" />
      <h2>{words.history.emptyTitle}</h2>
      <p className="quiet">{words.history.emptyText}</p>
      {sample && (
        <Button look="main" onClick={() => void takeSample(sample.name)}>
          {words.actions.trySample}
        </Button>
      )}
    </div>
  )
}

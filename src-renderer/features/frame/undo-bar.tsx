import { useDeletions } from '../../state/deletions-store.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/use-words.ts'

/** Stands there while a deletion can be undone. */
export function UndoBar() {
  const words = useWords()
  const pending = useDeletions(state => state.pending)
  if (!pending) return null
  return (
    <div className="undo-bar" role="status">
      <span>{words.history.deleted(pending.length)}</span>
      <Button look="quiet" onClick={() => useDeletions.getState().undo()}>
        {words.actions.undo}
      </Button>
    </div>
  )
}

import { type DragEvent, type ReactNode, useEffect, useState } from 'react'
import { useSelection } from '../../state/selection-store.ts'
import { filesOfDrop, filesOfPaste } from '../../state/take-files.ts'
import { useUploads } from '../../state/uploads-store.ts'
import { useWords } from '../../words/use-words.ts'
import { DropArea } from './drop-area.tsx'
import { QueueBar } from './queue-bar.tsx'
import './quick-process.css'

interface QuickProcessProps {
  /** The open job, drawn. */
  readonly openJob: ReactNode
}

/** Files in, text out: the drop area at first, then the queue with the open job under it. */
export function QuickProcess({ openJob }: QuickProcessProps) {
  const words = useWords()
  const isEmpty = useUploads(state => state.rows.length === 0)
  const openJobId = useSelection(state => state.openJobId)
  const [isOver, setIsOver] = useState(false)
  const [wasNothing, setWasNothing] = useState(false)
  usePaste(words.quick.pasted)
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const files = await filesOfDrop(event.dataTransfer)
    setWasNothing(files.length === 0)
    if (files.length > 0) useUploads.getState().add(files)
  }
  const hover = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(true)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen by button as well
    <div
      className="quick"
      onDragEnter={hover}
      onDragOver={hover}
      onDragLeave={event => event.currentTarget.contains(asNode(event.relatedTarget)) || setIsOver(false)}
      onDrop={event => void drop(event)}
    >
      {isEmpty && openJobId === null ? (
        <DropArea note={wasNothing ? words.quick.nothingHere : null} />
      ) : (
        <QueueBar />
      )}
      {openJobId !== null && openJob}
      {!isEmpty && openJobId === null && <p className="quick-none quiet">{words.quick.noneOpen}</p>}
      {isOver && <div className="quick-over">{words.quick.dropHere}</div>}
    </div>
  )
}

/** Files and images that are pasted anywhere but into a field. */
function usePaste(imageName: string): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData) return
      const files = filesOfPaste(event.clipboardData, imageName)
      if (files.length > 0) useUploads.getState().add(files)
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [imageName])
}

const asNode = (target: EventTarget | null) => (target instanceof Node ? target : null)

import { ListX } from 'lucide-react'
import { useUploads } from '../../state/uploads-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useWords } from '../../words/use-words.ts'
import { ChoicesLine } from './choices-line.tsx'
import { FilePicker } from './file-picker.tsx'
import { QueueList } from './queue-list.tsx'

/** What remains of the drop area once there are files: the same choices in one line, and the files. */
export function QueueBar() {
  const words = useWords()
  return (
    <section className="queue" aria-label={words.quick.queue}>
      <div className="queue-head">
        <FilePicker look="plain" />
        <ChoicesLine />
        <IconButton label={words.quick.clear} onClick={() => useUploads.getState().clear()}>
          <ListX />
        </IconButton>
      </div>
      <QueueList />
    </section>
  )
}

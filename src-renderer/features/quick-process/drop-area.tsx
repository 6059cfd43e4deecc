import { FileUp } from 'lucide-react'
import { bridge } from '../../state/bridge.ts'
import { useWords } from '../../words/use-words.ts'
import { ChoicesLine } from './choices-line.tsx'
import { FilePicker, FolderPicker } from './file-picker.tsx'
import { SampleMenu } from './sample-menu.tsx'

interface DropAreaProps {
  /** What went wrong with the last drop, or null. */
  readonly note: string | null
}

/** What an empty window shows: where to drop, how else to choose, and what with. */
export function DropArea({ note }: DropAreaProps) {
  const words = useWords()
  return (
    <div className="drop">
      <div className="drop-area">
        <FileUp className="drop-sign" aria-hidden="true" />
        <h2 className="drop-title">{words.quick.dropTitle}</h2>
        <div className="drop-ways">
          <FilePicker look="main" />
          <FolderPicker />
          <SampleMenu />
        </div>
        <p className="quiet">{words.quick.dropPaste}</p>
        {note !== null && <p role="alert">{note}</p>}
        <p className="drop-kinds quiet">{bridge ? words.quick.kinds : words.quick.kindsRemote}</p>
      </div>
      <ChoicesLine />
    </div>
  )
}

import { FolderOpen, Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { INPUT_EXTENSIONS } from '../../../src-shared/contract/input-kinds.ts'
import { useSelection } from '../../state/selection-store.ts'
import { filesOfFolder } from '../../state/take-files.ts'
import { useUploads } from '../../state/uploads-store.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/use-words.ts'

const ACCEPTED = INPUT_EXTENSIONS.join(',')

interface FilePickerProps {
  readonly look: 'main' | 'plain'
}

/** Lets the person choose files; also when the menu or a short cut asks for it. */
export function FilePicker({ look }: FilePickerProps) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const wishes = useSelection(state => state.fileWishes)
  const heeded = useRef(wishes)
  useEffect(() => {
    if (heeded.current === wishes) return
    heeded.current = wishes
    input.current?.click()
  }, [wishes])
  return (
    <>
      <Button look={look} icon={<Plus aria-hidden="true" />} onClick={() => input.current?.click()}>
        {words.actions.chooseFiles}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        data-testid="file-input"
        onChange={event => take(event.target, files => Array.from(files))}
      />
    </>
  )
}

/** Lets the person choose a folder; what can be read in it goes to the queue. */
export function FolderPicker() {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={<FolderOpen aria-hidden="true" />} onClick={() => input.current?.click()}>
        {words.actions.chooseFolder}
      </Button>
      <input
        ref={element => {
          input.current = element
          element?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        hidden
        onChange={event => take(event.target, filesOfFolder)}
      />
    </>
  )
}

function take(input: HTMLInputElement, chosen: (files: FileList) => File[]): void {
  const files = input.files ? chosen(input.files) : []
  input.value = ''
  if (files.length > 0) useUploads.getState().add(files)
}

import { ChevronDown, Copy, FolderOpen, MoreHorizontal, Save } from 'lucide-react'
import { useEffect, useState } from 'react'
import { hasPageImages } from '../../../src-shared/contract/input-kinds.ts'
import type { Job } from '../../../src-shared/contract/job.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../../src-shared/contract/routes.ts'
import { bridge } from '../../state/bridge.ts'
import { useChoices } from '../../state/choices-store.ts'
import { resultText, type SavedResult, saveResult } from '../../state/save-result.ts'
import { useSelection } from '../../state/selection-store.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { useCopied } from '../../ui/use-copied.ts'
import { useWords } from '../../words/use-words.ts'

const FORMATS = Object.keys(EXPORT_FORMATS).filter((name): name is ExportFormat => name in EXPORT_FORMATS)

interface ResultActionsProps {
  readonly job: Job
  readonly view: ExportFormat
}

/** Copy, save, show in the folder. */
export function ResultActions({ job, view }: ResultActionsProps) {
  const words = useWords()
  const chosen = useChoices(state => state.saveFormat)
  const formats = FORMATS.filter(each => each !== 'pdf' || hasPages(job))
  const format = formats.includes(chosen) ? chosen : 'md'
  const { copied, copy } = useCopied()
  const [saved, setSaved] = useState<SavedResult | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  const hasText = job.donePages > job.failedPages
  const save = (as: ExportFormat) => {
    setHasFailed(false)
    saveResult(job, as).then(
      result => result && setSaved(result),
      () => setHasFailed(true),
    )
  }
  useSaveKey(() => hasText && save(format))
  const path = saved?.path ?? null
  return (
    <>
      {saved && !hasFailed && (
        <span className="saved-words" role="status" title={path ?? saved.name}>
          {words.result.saved(saved.name)}
        </span>
      )}
      {hasFailed && (
        <span className="saved-words saved-fault" role="alert">
          {words.result.saveFailed}
        </span>
      )}
      {path !== null && (
        <IconButton label={words.actions.showInFolder} onClick={() => void bridge?.showInFolder(path)}>
          <FolderOpen />
        </IconButton>
      )}
      <Button
        look="quiet"
        icon={<Copy aria-hidden="true" />}
        disabled={!hasText}
        onClick={() => void resultText(job.id, view).then(copy, () => setHasFailed(true))}
      >
        {copied ? words.actions.copied : words.actions.copy}
      </Button>
      <div className="save-pair">
        <Button
          icon={<Save aria-hidden="true" />}
          disabled={!hasText}
          title={words.result.saveAs[format]}
          onClick={() => save(format)}
        >
          {words.actions.save}
        </Button>
        <Menu
          trigger={
            <IconButton label={words.result.saveMenu} disabled={!hasText}>
              <ChevronDown />
            </IconButton>
          }
        >
          {formats.map(each => (
            <MenuChoice key={each} onPick={() => save(each)}>
              {words.result.saveAs[each]}
            </MenuChoice>
          ))}
        </Menu>
      </div>
      <Menu
        trigger={
          <IconButton label={words.actions.more}>
            <MoreHorizontal />
          </IconButton>
        }
      >
        {bridge && (
          <MenuChoice onPick={() => void bridge?.showJobFolder(job.id)}>{words.result.jobFolder}</MenuChoice>
        )}
        <MenuChoice onPick={() => useSelection.getState().showTab('job-history')}>
          {words.result.showInHistory}
        </MenuChoice>
      </Menu>
    </>
  )
}

/** A searchable PDF shows pages: of documents without them there is none. */
const hasPages = (job: Job): boolean => job.documents.every(document => hasPageImages(document.mediaType))

/** Ctrl or ⌘ + S. */
function useSaveKey(save: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      save()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}

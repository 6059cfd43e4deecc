import { RECOGNITION_MODES } from '../../../src-shared/contract/engine.ts'
import { useChoices } from '../../state/choices-store.ts'
import { isPageRange } from '../../text/is-page-range.ts'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words/use-words.ts'

const LANGUAGES = ['auto', 'latin', 'cjk'] as const

/** Mode, pages and language for the files that come next; remembered. */
export function ChoicesLine() {
  const words = useWords()
  const { mode, pages, ocrLanguage, choose } = useChoices()
  return (
    <fieldset className="choices-line">
      <legend className="hidden-words">{words.quick.options}</legend>
      <Choice
        label={words.mode.label}
        value={mode}
        title={words.modeHint[mode]}
        options={RECOGNITION_MODES.map(value => ({ value, words: words.mode[value] }))}
        onChange={value => choose({ mode: value })}
      />
      <TextField
        label={words.pageRange.label}
        className="choices-pages"
        value={pages}
        placeholder={words.pageRange.all}
        title={words.pageRange.hint}
        fault={isPageRange(pages) ? null : words.pageRange.wrong}
        onChange={event => choose({ pages: event.target.value })}
      />
      <Choice
        label={words.language.label}
        value={ocrLanguage}
        options={LANGUAGES.map(value => ({ value, words: words.language[value] }))}
        onChange={value => choose({ ocrLanguage: value })}
      />
    </fieldset>
  )
}

import { type Theme, useChoices } from '../../state/choices-store.ts'
import { Choice } from '../../ui/choice.tsx'
import { LANGUAGE_NAMES, useWords } from '../../words/use-words.ts'
import { SettingRow } from './setting-row.tsx'

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Theme[]

/** How this window looks and speaks. */
export function WindowSettings() {
  const words = useWords()
  const { theme, language, choose } = useChoices()
  return (
    <section className="settings-part">
      <h3>{words.settings.appearance}</h3>
      <SettingRow>
        <Choice
          label={words.settings.theme}
          value={theme}
          options={THEMES.map(value => ({ value, words: words.settings.themes[value] }))}
          onChange={value => choose({ theme: value })}
        />
      </SettingRow>
      <SettingRow>
        <Choice
          label={words.settings.language}
          value={language}
          options={[{ value: 'system' as const, words: words.settings.languageSystem }, ...LANGUAGE_NAMES]}
          onChange={value => choose({ language: value })}
        />
      </SettingRow>
    </section>
  )
}

import { SERVED_ENGINE_NAMES, SERVED_ENGINES } from '../../../src-shared/contract/engine.ts'
import {
  SERVED_URL_SETTINGS,
  type SettingName,
  type Settings,
  type SettingsPatch,
} from '../../../src-shared/contract/settings.ts'
import { Choice } from '../../ui/choice.tsx'
import { useWords } from '../../words/use-words.ts'
import { AddressSetting } from './address-setting.tsx'
import { SettingRow } from './setting-row.tsx'

const MODES = ['embedded', 'vllm'] as const satisfies readonly Settings['inferenceMode'][]

interface ServedEnginesProps {
  readonly settings: Settings
  readonly noteOf: (name: SettingName) => string | null
  readonly isFixed: (name: SettingName) => boolean
  /** Whether the person here may say where pages are sent. */
  readonly isOwner: boolean
  readonly onChange: (patch: SettingsPatch) => void
}

/** Engines that other programs serve: where they answer, and whether they read first. */
export function ServedEngines({ settings, noteOf, isFixed, isOwner, onChange }: ServedEnginesProps) {
  const { served: words, settings: settingWords } = useWords()
  return (
    <section className="settings-part">
      <h3>{words.title}</h3>
      <p className="quiet">{words.text}</p>
      <SettingRow note={noteOf('inferenceMode')}>
        <Choice
          label={words.mode}
          value={settings.inferenceMode}
          disabled={!isOwner || isFixed('inferenceMode')}
          options={MODES.map(value => ({ value, words: words.modes[value] }))}
          onChange={inferenceMode => onChange({ inferenceMode })}
        />
      </SettingRow>
      {SERVED_ENGINE_NAMES.map(engine => {
        const name = SERVED_URL_SETTINGS[engine]
        return (
          <SettingRow key={engine} note={isFixed(name) ? noteOf(name) : null}>
            <AddressSetting
              label={words.address(SERVED_ENGINES[engine])}
              value={settings[name]}
              disabled={!isOwner || isFixed(name)}
              onChange={url => onChange({ [name]: url })}
            />
          </SettingRow>
        )
      })}
      <p className="setting-note quiet">{isOwner ? settingWords.afterRestart : words.elsewhere}</p>
    </section>
  )
}

import { RECOGNITION_MODES } from '../../../src-shared/contract/engine.ts'
import {
  SETTING_SOURCES,
  type SettingName,
  type Settings,
  type SettingsPatch,
  type SettingsReply,
} from '../../../src-shared/contract/settings.ts'
import { bridge } from '../../state/bridge.ts'
import { Choice } from '../../ui/choice.tsx'
import { useWords } from '../../words/use-words.ts'
import { CallbackRules } from './callback-rules.tsx'
import { ExecutionSetting } from './execution-setting.tsx'
import { NumberSetting } from './number-setting.tsx'
import { ServedEngines } from './served-engines.tsx'
import { SettingRow } from './setting-row.tsx'

const MISSING_MODEL = ['embedded', '503'] as const satisfies readonly Settings['missingModel'][]
const MOST_WORKERS = 16
const HOURS_PER_DAY = 24
const MB_PER_GB = 1024

interface ServerSettingsProps {
  readonly reply: SettingsReply
  readonly onChange: (patch: SettingsPatch) => void
}

/** How the job server works and how long it keeps what it made. */
export function ServerSettings({ reply, onChange }: ServerSettingsProps) {
  const words = useWords()
  const { settings } = reply
  const noteOf = (name: SettingName): string | null => {
    const fixed = reply.fixedBy[name]
    if (fixed) return words.settings.fixed[fixed]
    return SETTING_SOURCES[name].atStart || reply.waitingForRestart.includes(name)
      ? words.settings.afterRestart
      : null
  }
  const isFixed = (name: SettingName) => reply.fixedBy[name] !== undefined
  const workers = Array.from({ length: MOST_WORKERS }, (_, index) => String(index + 1))
  return (
    <>
      <section className="settings-part">
        <h3>{words.settings.work}</h3>
        <SettingRow note={noteOf('defaultMode')}>
          <Choice
            label={words.settings.defaultMode}
            value={settings.defaultMode}
            disabled={isFixed('defaultMode')}
            options={RECOGNITION_MODES.map(value => ({ value, words: words.mode[value] }))}
            onChange={defaultMode => onChange({ defaultMode })}
          />
        </SettingRow>
        <SettingRow note={noteOf('workers')}>
          <Choice
            label={words.settings.workers}
            value={settings.workers === null ? 'auto' : String(settings.workers)}
            disabled={isFixed('workers')}
            options={[
              { value: 'auto', words: words.settings.workersAuto },
              ...workers.map(value => ({ value, words: words.settings.workersCount(Number(value)) })),
            ]}
            onChange={value => onChange({ workers: value === 'auto' ? null : Number(value) })}
          />
        </SettingRow>
        <SettingRow note={noteOf('executionProvider')}>
          <ExecutionSetting
            wish={settings.executionProvider}
            execution={reply.execution}
            disabled={isFixed('executionProvider')}
            onChange={executionProvider => onChange({ executionProvider })}
          />
        </SettingRow>
        <SettingRow note={noteOf('missingModel')}>
          <Choice
            label={words.settings.missingModel}
            value={settings.missingModel}
            disabled={isFixed('missingModel')}
            options={MISSING_MODEL.map(value => ({ value, words: words.settings.missingModels[value] }))}
            onChange={missingModel => onChange({ missingModel })}
          />
        </SettingRow>
      </section>
      <section className="settings-part">
        <h3>{words.settings.keep}</h3>
        <SettingRow note={noteOf('maxJobAgeHours')}>
          <NumberSetting
            label={words.settings.maxAge}
            value={settings.maxJobAgeHours / HOURS_PER_DAY}
            disabled={isFixed('maxJobAgeHours')}
            onChange={days => onChange({ maxJobAgeHours: days * HOURS_PER_DAY })}
          />
        </SettingRow>
        <SettingRow note={noteOf('maxJobCount')}>
          <NumberSetting
            label={words.settings.maxCount}
            value={settings.maxJobCount}
            disabled={isFixed('maxJobCount')}
            onChange={maxJobCount => onChange({ maxJobCount })}
          />
        </SettingRow>
        <SettingRow note={noteOf('maxJobStorageMb')}>
          <NumberSetting
            label={words.settings.maxStorage}
            value={settings.maxJobStorageMb / MB_PER_GB}
            disabled={isFixed('maxJobStorageMb')}
            onChange={gb => onChange({ maxJobStorageMb: gb * MB_PER_GB })}
          />
        </SettingRow>
      </section>
      <ServedEngines
        settings={settings}
        noteOf={noteOf}
        isFixed={isFixed}
        isOwner={bridge !== undefined}
        onChange={onChange}
      />
      <CallbackRules
        rules={settings.allowedCallbacks}
        fixed={noteOf('allowedCallbacks') ?? (bridge ? null : words.callbacks.rulesElsewhere)}
        onChange={allowedCallbacks => onChange({ allowedCallbacks })}
      />
    </>
  )
}

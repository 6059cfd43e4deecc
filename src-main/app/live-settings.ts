import { SETTING_SOURCES, type Settings, type SettingsPatch } from '../../src-shared/contract/settings.ts'
import type { SettingsFile } from '../core/ports/settings-file.ts'
import { ProblemError } from '../core/problem-error.ts'
import { isSettingValue } from '../core/settings/is-setting-value.ts'
import {
  type ResolvedSettings,
  resolveSettings,
  SETTING_NAMES,
  type SettingTexts,
} from '../core/settings/resolve-settings.ts'

export interface LiveSettings {
  /** As they are in force now. */
  current(): Settings
  /** As they will be after the next start. */
  next(): ResolvedSettings
  /** Names of settings that wait for the next start. */
  waitingForRestart(): readonly string[]
  change(patch: SettingsPatch): Promise<void>
}

/** The settings while the program runs: most changes count at once, some at the next start. */
export function liveSettings(file: SettingsFile, texts: Omit<SettingTexts, 'file'>): LiveSettings {
  const resolve = (): ResolvedSettings => resolveSettings({ ...texts, file: file.read() })
  const atStart = resolve()
  let next = atStart
  const isWaiting = (name: keyof Settings): boolean =>
    SETTING_SOURCES[name].atStart &&
    JSON.stringify(next.settings[name]) !== JSON.stringify(atStart.settings[name])
  const current = (): Settings => ({
    ...next.settings,
    host: atStart.settings.host,
    port: atStart.settings.port,
    alsoListen: atStart.settings.alsoListen,
    allowedOrigins: atStart.settings.allowedOrigins,
    workers: atStart.settings.workers,
    redisUrl: atStart.settings.redisUrl,
    executionProvider: atStart.settings.executionProvider,
    deepseekUrl: atStart.settings.deepseekUrl,
    nanonetsUrl: atStart.settings.nanonetsUrl,
    dotsocrUrl: atStart.settings.dotsocrUrl,
    lightonocrUrl: atStart.settings.lightonocrUrl,
  })
  return {
    current,
    next: () => next,
    waitingForRestart: () => SETTING_NAMES.filter(isWaiting),
    async change(patch) {
      assertValues(patch)
      const before = file.read()
      const kept = typeof before === 'object' && before !== null ? before : {}
      await file.write({ ...kept, ...patch })
      next = resolve()
    },
  }
}

/** Beyond the shape, which the route has judged already. */
function assertValues(patch: SettingsPatch): void {
  const wrong = SETTING_NAMES.find(
    name => name in patch && !isSettingValue(name, Object.entries(patch).find(([key]) => key === name)?.[1]),
  )
  if (wrong) throw new ProblemError('option-invalid', `${wrong}: not a value that it can have`)
}

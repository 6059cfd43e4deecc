import type { SettingsReply } from '../../src-shared/contract/settings.ts'
import { shownSettings } from '../core/settings/shown-settings.ts'
import type { LiveExecution } from './live-execution.ts'
import type { LiveSettings } from './live-settings.ts'

/** What the settings page shows. */
export const settingsReply = (
  { settings, execution }: { readonly settings: LiveSettings; readonly execution: LiveExecution },
  place: Pick<SettingsReply, 'dataDir' | 'logDir' | 'version'>,
): SettingsReply => ({
  settings: shownSettings(settings.next().settings),
  fixedBy: { ...settings.next().fixedBy },
  waitingForRestart: [...settings.waitingForRestart()],
  execution: execution.current(),
  ...place,
})

import { Check } from 'typebox/value'
import { SERVED_URL_SETTINGS, type SettingName, Settings } from '../../../src-shared/contract/settings.ts'
import { isCallbackRule } from './callback-rules.ts'
import { isServedUrl } from './served-settings.ts'

const SERVED_URL_NAMES: ReadonlySet<SettingName> = new Set(Object.values(SERVED_URL_SETTINGS))

/** Whether the value is one that the setting can have. */
export function isSettingValue(name: SettingName, value: unknown): boolean {
  if (!Check(Settings.properties[name], value)) return false
  if (SERVED_URL_NAMES.has(name)) return value === null || isServedUrl(String(value))
  return (
    name !== 'allowedCallbacks' || (Array.isArray(value) && value.every(rule => isCallbackRule(String(rule))))
  )
}

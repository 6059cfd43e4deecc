import { Check } from 'typebox/value'
import { type SettingName, Settings } from '../../../src-shared/contract/settings.ts'
import { isCallbackRule } from './callback-rules.ts'

/** Whether the value is one that the setting can have. */
export function isSettingValue(name: SettingName, value: unknown): boolean {
  if (!Check(Settings.properties[name], value)) return false
  return (
    name !== 'allowedCallbacks' || (Array.isArray(value) && value.every(rule => isCallbackRule(String(rule))))
  )
}

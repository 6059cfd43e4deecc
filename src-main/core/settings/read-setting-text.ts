import type { SettingName } from '../../../src-shared/contract/settings.ts'
import { ProblemError } from '../problem-error.ts'
import { isSettingValue } from './is-setting-value.ts'

/** A setting's value from a flag or variable. Throws `option-invalid`, naming `where` it was given. */
export function readSettingText(name: SettingName, text: string, where: string): unknown {
  for (const candidate of candidatesOf(text.trim())) {
    if (isSettingValue(name, candidate)) return candidate
  }
  // An address may hold a password, and this ends in logs and on screens.
  const shown = name === 'redisUrl' ? 'the address' : `“${text}”`
  throw new ProblemError('option-invalid', `${where}: ${shown} is not allowed`)
}

/** What a text may mean; the setting's schema chooses. */
function candidatesOf(text: string): unknown[] {
  const parts = text === '' ? [] : text.split(',').map(part => part.trim())
  const number = text === '' ? undefined : Number(text)
  return [number, text === '' || text === 'auto' ? null : undefined, text, parts.map(Number), parts]
}

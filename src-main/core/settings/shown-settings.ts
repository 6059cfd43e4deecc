import type { Settings } from '../../../src-shared/contract/settings.ts'
import { maskedUrl } from './masked-url.ts'

/** The settings as anybody may see them. */
export const shownSettings = (settings: Settings): Settings => ({
  ...settings,
  redisUrl: settings.redisUrl === null ? null : maskedUrl(settings.redisUrl),
})

import { displayName } from '../core/job/display-name.ts'
import type { AppParts } from './app-parts.ts'
import type { UseCases } from './use-cases.ts'

const MIB = 1024 * 1024

/** Streams an upload to the staging area. */
export function stageFile({
  staging,
  settings,
  limits,
}: Pick<AppParts, 'staging' | 'settings' | 'limits'>): UseCases['stageFile'] {
  return async (name, bytes, signal) => {
    const maxBytes = Math.min(limits.uploadBytes, settings.current().maxUploadMb * MIB)
    const staged = await staging.stage(bytes, maxBytes, signal)
    return { ...staged, name: displayName(name) }
  }
}

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { SETTINGS_FILE } from '../../../src-shared/contract/settings.ts'
import type { SettingsFile } from '../../core/ports/settings-file.ts'
import type { FolderLayout } from './folder-layout.ts'
import { writeWhole } from './write-whole.ts'

/** `settings.json` in the data folder. */
export function diskSettingsFile(layout: FolderLayout): SettingsFile {
  const file = path.join(layout.dataDir, SETTINGS_FILE)
  return {
    read() {
      try {
        const settings: unknown = JSON.parse(readFileSync(file, 'utf8'))
        return settings
      } catch {
        return undefined
      }
    },
    async write(settings) {
      await writeWhole(layout, file, [`${JSON.stringify(settings, null, 2)}\n`])
    },
  }
}

import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs'
import { ProblemError } from '../../core/problem-error.ts'
import type { FolderLayout } from './folder-layout.ts'

const OWNER_ONLY = 0o700

/** Makes the data folder and what belongs in it, for nobody else's eyes. Throws `data-folder-unwritable`. */
export function makeFolders(layout: FolderLayout): void {
  try {
    mkdirSync(layout.dataDir, { recursive: true, mode: OWNER_ONLY })
    for (const folder of [layout.stagingDir, layout.jobsDir, layout.trashDir, layout.logDir]) {
      mkdirSync(folder, { recursive: true, mode: OWNER_ONLY })
      chmodSync(folder, OWNER_ONLY)
    }
    accessSync(layout.dataDir, constants.W_OK)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new ProblemError('data-folder-unwritable', `${layout.dataDir} (${reason})`, { cause: error })
  }
}

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'

/** Where the program's own files lie. */
export interface ProductPlace {
  readonly version: string
  readonly modelsDir: string
  /** The built page for browsers; null where it was not built. */
  readonly pageDir: string | null
  /** What a worker process runs. */
  readonly workerPath: string
  /** How workers are started where child processes of Node can't be; forked when it is missing. */
  readonly spawnWorker?: SpawnWorker
}

/**
 * Finds the program's files from any of its own, in a source checkout, a build and an installed program alike: upwards
 * to its package.json. `resourcesDir` is where an installer puts what is read as plain files.
 */
export function productPlace(fromDir: string, resourcesDir?: string): ProductPlace {
  const rootDir = rootAbove(fromDir)
  const installed = resourcesDir === undefined ? undefined : path.join(resourcesDir, 'models')
  const modelsDir =
    installed !== undefined && existsSync(installed) ? installed : path.join(rootDir, 'resources/models')
  const pageDir = path.join(rootDir, 'dist/renderer')
  return {
    version: versionIn(rootDir) ?? '0.0.0',
    modelsDir,
    pageDir: existsSync(path.join(pageDir, 'index.html')) ? pageDir : null,
    workerPath: path.join(rootDir, 'dist/main/worker.js'),
  }
}

function rootAbove(folder: string): string {
  if (versionIn(folder) !== undefined) return folder
  const above = path.dirname(folder)
  if (above === folder) throw new Error('The files of Pageloom are not complete. Install it again.')
  return rootAbove(above)
}

/** The version that a folder's package.json gives, if it is Pageloom's. */
function versionIn(folder: string): string | undefined {
  const file = path.join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof content !== 'object' || content === null) return undefined
  if (!('name' in content) || content.name !== 'pageloom') return undefined
  return 'version' in content && typeof content.version === 'string' ? content.version : undefined
}

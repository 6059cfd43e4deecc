import { createRequire } from 'node:module'
import type { ExecutionWish } from '../../src-shared/contract/execution.ts'
import type { FolderLayout } from '../adapters/disk/folder-layout.ts'
import { diskProviderMemory } from '../adapters/disk/provider-memory.ts'
import { graphics } from '../adapters/system/graphics.ts'
import { type LiveExecution, liveExecution } from '../app/live-execution.ts'
import { candidatesOfPlatform } from '../core/execution/candidates-of-platform.ts'
import type { Log } from '../core/ports/log.ts'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'
import { probeInChild } from '../worker/probe-in-child.ts'

interface ExecutionParts {
  readonly layout: FolderLayout
  readonly wish: ExecutionWish
  readonly now: () => number
  readonly log: Log
  /** For a machine that shares the data folder with others: what one remembers is not true of the next. */
  readonly memoryFile?: string
}

/** What is known of this machine's providers; it tries none by itself. */
export function openExecution(
  { spawnWorker, modelsDir }: { readonly spawnWorker: SpawnWorker; readonly modelsDir: string },
  { layout, wish, now, log, memoryFile }: ExecutionParts,
): LiveExecution {
  const { hasDevice, key } = graphics()
  return liveExecution({
    wish,
    candidates: candidatesOfPlatform(process.platform),
    hasDevice,
    memory: diskProviderMemory(layout, `onnxruntime ${runtimeVersion()} ${key}`, memoryFile),
    probe: probeInChild(spawnWorker, modelsDir),
    now,
    log,
  })
}

/** Read, not asked: the runtime itself is not loaded into the server's process. */
function runtimeVersion(): string {
  const content: unknown = createRequire(import.meta.url)('onnxruntime-node/package.json')
  if (typeof content !== 'object' || content === null || !('version' in content)) return ''
  return String(content.version)
}

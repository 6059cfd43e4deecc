import { Check } from 'typebox/value'
import type { ExecutionProvider, ProviderVerdict } from '../../src-shared/contract/execution.ts'
import { FellBack } from '../../src-shared/contract/worker-wire.ts'
import { deathOfExit } from '../core/job/death-of-exit.ts'
import type { SpawnWorker, WorkerHandle } from '../core/ports/spawn-worker.ts'

/**
 * So many workers share a graphics processor: while one prepares its page the other's is computed. More would only hold
 * more of its memory; they read on the CPU.
 */
const MOST_SHARING = 2

export interface WorkerProviders {
  /** What a page worker that starts now is to use. */
  readonly provider: () => ExecutionProvider
  readonly noteFailure: (provider: ExecutionProvider, verdict: ProviderVerdict) => void
}

/** Gives each page worker its provider at its start, and hears when it had to do without. */
export function spawnOnProvider(spawn: SpawnWorker, providers: WorkerProviders): SpawnWorker {
  const sharing = new Set<WorkerHandle>()
  return start => {
    const provider = start.role === 'page' && sharing.size < MOST_SHARING ? providers.provider() : 'cpu'
    if (provider === 'cpu') return spawn(start)
    const handle = spawn({ ...start, provider })
    sharing.add(handle)
    let hasFallenBack = false
    handle.onMessage(message => {
      if (hasFallenBack || !Check(FellBack, message)) return
      hasFallenBack = true
      sharing.delete(handle)
      providers.noteFailure(provider, { kind: 'failed', detail: message.detail })
    })
    handle.onExit(exit => {
      sharing.delete(handle)
      if (hasFallenBack || deathOfExit(exit, process.platform) !== 'crashed') return
      providers.noteFailure(provider, {
        kind: 'crashed',
        detail: `a page worker: ${exit.signal ?? `exit code ${exit.code}`}`,
      })
    })
    return handle
  }
}

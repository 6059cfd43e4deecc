import { Check } from 'typebox/value'
import type { ProviderVerdict } from '../../src-shared/contract/execution.ts'
import { ProbeReply } from '../../src-shared/contract/worker-wire.ts'
import type { ProbeProvider } from '../core/ports/probe-provider.ts'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'

/** The self-test limits its own steps; this is for a provider that holds the whole process. */
const PROBE_LIMIT_MS = 90_000

/** Tries each provider in a process of its own, whose death is the provider's failure and nobody else's. */
export function probeInChild(
  spawn: SpawnWorker,
  modelsDir: string,
  limitMs: number = PROBE_LIMIT_MS,
): ProbeProvider {
  return (provider, signal) =>
    new Promise(resolve => {
      if (signal.aborted) return resolve(undefined)
      const handle = spawn({ role: 'probe', modelsDir, warm: false, provider })
      const end = (verdict: ProviderVerdict | undefined): void => {
        clearTimeout(limit)
        signal.removeEventListener('abort', withdraw)
        handle.kill()
        resolve(verdict)
      }
      const withdraw = (): void => end(undefined)
      const limit = setTimeout(() => end({ kind: 'late', detail: 'its process gave no answer' }), limitMs)
      signal.addEventListener('abort', withdraw, { once: true })
      handle.onMessage(message => {
        if (Check(ProbeReply, message)) end(message.verdict)
      })
      handle.onExit(exit => end({ kind: 'crashed', detail: exit.signal ?? `exit code ${exit.code}` }))
    })
}

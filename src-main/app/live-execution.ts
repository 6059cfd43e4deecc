import type {
  Execution,
  ExecutionProvider,
  ExecutionWish,
  ProviderCandidate,
  ProviderVerdict,
} from '../../src-shared/contract/execution.ts'
import { chooseProvider, nextToTry, type ProviderQuestion } from '../core/execution/choose-provider.ts'
import type { Log } from '../core/ports/log.ts'
import type { ProbeProvider } from '../core/ports/probe-provider.ts'
import type { ProviderMemory, RememberedVerdict } from '../core/ports/provider-memory.ts'

/** A verdict that may have been bad luck is forgotten after so long. */
const FORGET_AFTER_MS = 30 * 24 * 60 * 60 * 1000

/** Should a driver take the whole machine down while it is tried, this is what the next start finds. */
const ENDED_WITH_US: ProviderVerdict = { kind: 'crashed', detail: 'the program ended while it was tried' }

export interface LiveExecutionOptions {
  readonly wish: ExecutionWish
  /** What the system could have, in order. */
  readonly candidates: readonly ExecutionProvider[]
  readonly hasDevice: boolean
  readonly memory: ProviderMemory
  readonly probe: ProbeProvider
  readonly now: () => number
  readonly log: Log
}

/** What pages are read on while the program runs. */
export interface LiveExecution {
  current(): Execution
  /** Tries what must be tried before the choice is made, one after the other. */
  tryUnknown(signal: AbortSignal): Promise<void>
  /** Forgets what is known and tries everything that this system could have. */
  tryAll(signal: AbortSignal): Promise<void>
  /** A worker had to do without the provider: new workers do without it too, until it is tried again. */
  noteFailure(provider: ExecutionProvider, verdict: ProviderVerdict): void
}

/** Knows what was tried in earlier starts; tries nothing unless it is told to. */
export function liveExecution(options: LiveExecutionOptions): LiveExecution {
  const { wish, memory, probe, now, log } = options
  const providers = candidatesFor(options)
  const known = new Map(
    memory
      .read()
      .filter(each => isStillTrue(each, now()))
      .map(each => [each.provider, each]),
  )
  const atStart = chooseProvider(question()).provider
  let hasFallenBack = false

  function question(): ProviderQuestion {
    const candidates = providers.map(
      (provider): ProviderCandidate => ({
        provider,
        verdict: known.get(provider)?.verdict ?? { kind: 'untried' },
      }),
    )
    return { wish, candidates, hasDevice: options.hasDevice }
  }

  const others = (provider: ExecutionProvider) =>
    [...known.values()].filter(each => each.provider !== provider)

  async function remember(provider: ExecutionProvider, verdict: ProviderVerdict | undefined): Promise<void> {
    if (verdict) known.set(provider, { provider, verdict, triedAt: now() })
    else known.delete(provider)
    await memory.write([...known.values()])
  }

  async function tryOne(provider: ExecutionProvider, signal: AbortSignal): Promise<void> {
    await memory.write([...others(provider), { provider, verdict: ENDED_WITH_US, triedAt: now() }])
    const verdict = await probe(provider, signal)
    await remember(provider, verdict)
    if (verdict) log.info('provider-tried', { provider, verdict: verdict.kind, ...detailOf(verdict) })
  }

  return {
    current() {
      const chosen = chooseProvider(question())
      if (hasFallenBack && chosen.provider === 'cpu') return { ...chosen, reason: 'fell-back' }
      const isNew = chosen.reason === 'proved' && chosen.provider !== atStart
      return isNew ? { ...chosen, reason: 'proved-just-now' } : chosen
    },
    async tryUnknown(signal) {
      for (;;) {
        const next = nextToTry(question())
        if (next === undefined || signal.aborted) return
        await tryOne(next, signal)
      }
    },
    async tryAll(signal) {
      for (const provider of providers) if (!signal.aborted) await tryOne(provider, signal)
    },
    noteFailure(provider, verdict) {
      log.warn('provider-failed', { provider, verdict: verdict.kind, ...detailOf(verdict) })
      hasFallenBack = true
      remember(provider, verdict).catch((error: unknown) =>
        log.warn('provider-not-remembered', { reason: String(error) }),
      )
    },
  }
}

/** A provider that the settings name is tried though the system is not known for it. */
function candidatesFor({ wish, candidates }: LiveExecutionOptions): readonly ExecutionProvider[] {
  const isExtra = wish !== 'auto' && wish !== 'cpu' && !candidates.includes(wish)
  return isExtra ? [wish, ...candidates] : candidates
}

/** What took a process down is not tried again by itself, and what fits need not be. */
const isStillTrue = ({ verdict, triedAt }: RememberedVerdict, now: number): boolean =>
  verdict.kind === 'crashed' || verdict.kind === 'fit' || now - triedAt < FORGET_AFTER_MS

const detailOf = (verdict: ProviderVerdict): { detail?: string; speed?: number } => {
  if ('detail' in verdict) return { detail: verdict.detail }
  return 'speed' in verdict ? { speed: verdict.speed } : {}
}

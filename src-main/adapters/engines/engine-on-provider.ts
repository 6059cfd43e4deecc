import type { ExecutionProvider } from '../../../src-shared/contract/execution.ts'
import type { TextEngine } from '../../core/ports/text-engine.ts'
import { ProblemError } from '../../core/problem-error.ts'

/** An engine with its models. */
export interface LoadedEngine extends TextEngine {
  /** Loads what nearly every page needs. */
  warm(): Promise<void>
}

export interface EngineOnProviderOptions {
  readonly provider: ExecutionProvider
  readonly open: (provider: ExecutionProvider) => Promise<LoadedEngine>
  /** Told once. */
  readonly onFallBack: (detail: string) => void
}

/**
 * An engine that leaves its provider for the CPU, for good, the first time that it fails at what the CPU can do. The work
 * in hand is done again, so no page is lost by it.
 */
export function engineOnProvider({ provider, open, onFallBack }: EngineOnProviderOptions): LoadedEngine {
  const opened = new Map<ExecutionProvider, Promise<LoadedEngine>>()
  let current = provider

  function engineOn(wanted: ExecutionProvider): Promise<LoadedEngine> {
    const known = opened.get(wanted)
    if (known) return known
    const engine = open(wanted)
    opened.set(wanted, engine)
    engine.catch(() => opened.delete(wanted))
    return engine
  }

  async function use<Value>(work: (engine: LoadedEngine) => Promise<Value>): Promise<Value> {
    const used = current
    try {
      return await work(await engineOn(used))
    } catch (error) {
      if (used === 'cpu' || error instanceof ProblemError) throw error
      const value = await work(await engineOn('cpu'))
      if (current !== 'cpu') {
        current = 'cpu'
        opened.delete(used)
        onFallBack(error instanceof Error ? error.message : String(error))
      }
      return value
    }
  }

  return {
    warm: () => use(engine => engine.warm()),
    readLines: request => use(engine => engine.readLines(request)),
    findRotation: image => use(async engine => (await engine.findRotation?.(image)) ?? 0),
  }
}

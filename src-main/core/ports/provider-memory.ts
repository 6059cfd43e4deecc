import type { ExecutionProvider, ProviderVerdict } from '../../../src-shared/contract/execution.ts'

/** What became of a provider when it was tried last. */
export interface RememberedVerdict {
  readonly provider: ExecutionProvider
  readonly verdict: ProviderVerdict
  /** UTC, milliseconds since 1970. */
  readonly triedAt: number
}

/** Keeps verdicts from start to start, as long as runtime, system and drivers stay the same. */
export interface ProviderMemory {
  read(): readonly RememberedVerdict[]
  /** Resolves when they are safely kept. */
  write(verdicts: readonly RememberedVerdict[]): Promise<void>
}

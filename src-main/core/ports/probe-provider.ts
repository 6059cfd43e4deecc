import type { ExecutionProvider, ProviderVerdict } from '../../../src-shared/contract/execution.ts'

/**
 * Tries a provider where it can harm nobody, and always answers within a bounded time; undefined when the signal was
 * aborted before there was a verdict.
 */
export type ProbeProvider = (
  provider: ExecutionProvider,
  signal: AbortSignal,
) => Promise<ProviderVerdict | undefined>

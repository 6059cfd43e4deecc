import {
  EXECUTION_REASONS,
  type ExecutionReason,
  type ProviderVerdict,
  verdictWords,
} from '../../src-shared/contract/execution.ts'

/** What pages are read on, in English. */
export const executionEn = {
  label: 'Read pages on',
  auto: 'Automatic, by a test',
  now: (provider: string) => `Now: ${provider}.`,
  reason: (reason: ExecutionReason): string => EXECUTION_REASONS[reason],
  verdict: (verdict: ProviderVerdict): string => verdictWords(verdict),
}

export type ExecutionWords = typeof executionEn

import type { LIMITS } from '../../../src-shared/contract/limits.ts'

/** The limits in force: those of the contract, or tighter ones in tests. */
export type JobLimits = { readonly [Name in keyof typeof LIMITS]: number }

import { vi } from 'vitest'

/** A busy machine takes its time; a condition that comes true sooner is not waited for. */
const PATIENCE_MS = 20_000

/** Waits until the assertion holds. */
export const eventually = (assertion: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(assertion, { timeout: PATIENCE_MS })

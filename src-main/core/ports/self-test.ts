import type { ExecutionProvider } from '../../../src-shared/contract/execution.ts'

/** What the models make of the self-test's page and line. */
export interface SelfTestOutput {
  /** The detector's map: how likely each pixel is text. */
  readonly map: ArrayLike<number>
  /** The recogniser's best class of each time step, and how likely it is. */
  readonly classes: ArrayLike<number>
  readonly probabilities: ArrayLike<number>
}

export type SelfTestRun = () => Promise<SelfTestOutput>

/** The same small piece of reading, on any provider. */
export interface SelfTest {
  /** Loads the models. Rejects when the provider can't be had. */
  open(provider: ExecutionProvider): Promise<SelfTestRun>
}

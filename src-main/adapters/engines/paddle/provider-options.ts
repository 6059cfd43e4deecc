import type { InferenceSession } from 'onnxruntime-node'
import type { ExecutionProvider } from '../../../../src-shared/contract/execution.ts'

/** Options for the CPU, changed for another provider. What a provider can't compute ONNX Runtime gives to the CPU. */
export function providerOptions(
  options: InferenceSession.SessionOptions,
  provider: ExecutionProvider,
): InferenceSession.SessionOptions {
  if (provider === 'cpu') return options
  // DirectML demands plain memory; the others don't mind.
  return { ...options, enableMemPattern: false, executionProviders: [provider] }
}

import type { InferenceSession } from 'onnxruntime-node'

/** The numbers of a model with one float output. */
export function onlyOutput(outputs: InferenceSession.ReturnType): Float32Array {
  for (const tensor of Object.values(outputs)) {
    if (tensor.data instanceof Float32Array) return tensor.data
  }
  throw new Error('the model gave no float output')
}

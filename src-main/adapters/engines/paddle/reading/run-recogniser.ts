import type { InferenceSession, Tensor } from 'onnxruntime-node'

/** What a recogniser gave for a line: for each time step so many classes, the likeliest first, with their probabilities. */
export interface RecogniserOutput {
  readonly classes: Int32Array
  readonly probabilities: Float32Array
  readonly choiceCount: number
}

/** Runs a recogniser on the plane of a line. */
export async function runRecogniser(session: InferenceSession, plane: Tensor): Promise<RecogniserOutput> {
  const outputs = await session.run({ [session.inputNames[0] ?? 'x']: plane })
  const classes = outputs.idx?.data
  const probabilities = outputs.prob?.data
  if (!(classes instanceof BigInt64Array) || !(probabilities instanceof Float32Array)) {
    throw new Error('the recogniser gave no classes')
  }
  return { classes: lowWords(classes), probabilities, choiceCount: outputs.idx?.dims.at(-1) ?? 1 }
}

/** The numbers as 32 bits: each bigint that is looked at would be an object of its own. */
function lowWords(numbers: BigInt64Array): Int32Array {
  const words = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length)
  const low = new Int32Array(numbers.length)
  for (let at = 0; at < low.length; at++) low[at] = words[2 * at] ?? 0
  return low
}

/** The likeliest class of each time step, and how likely it is. */
export function likeliestClasses({ classes, probabilities, choiceCount }: RecogniserOutput) {
  const stepCount = classes.length / choiceCount
  const likeliest = { classes: new Int32Array(stepCount), probabilities: new Float32Array(stepCount) }
  for (let step = 0; step < stepCount; step++) {
    likeliest.classes[step] = classes[step * choiceCount] ?? 0
    likeliest.probabilities[step] = probabilities[step * choiceCount] ?? 0
  }
  return likeliest
}

import type { InferenceSession, Tensor } from 'onnxruntime-node'

/** What a recogniser gave for a line: for each time step so many classes, the likeliest first, with their probabilities. */
export interface RecogniserOutput {
  readonly classes: BigInt64Array
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
  return { classes, probabilities, choiceCount: outputs.idx?.dims.at(-1) ?? 1 }
}

/** The likeliest class of each time step, and how likely it is. */
export function likeliestClasses({ classes, probabilities, choiceCount }: RecogniserOutput) {
  const isFirst = (_: unknown, at: number) => at % choiceCount === 0
  return { classes: classes.filter(isFirst), probabilities: probabilities.filter(isFirst) }
}

import type { RecogniserOutput } from './run-recogniser.ts'

/** What a recogniser may have seen at a time step: a letter, or nothing (''). */
export interface Choice {
  readonly text: string
  readonly probability: number
}

/** A time step of a line with its choices, the likeliest first. */
export interface TimeStep {
  readonly step: number
  readonly choices: readonly Choice[]
}

/** Surer time steps have no other choice worth asking about. */
const SURE = 0.999
/** Less likely choices are none. */
const LEAST_PROBABILITY = 0.005
const LETTER = /^\p{L}$/u

/**
 * The time steps after one and before another, with letters and nothing to choose from where the recogniser doubts. Spaces count as nothing;
 * marks stay. Empty where it doubts no letter: so most words take no room.
 */
export function stepsBetween(
  output: RecogniserOutput,
  characters: readonly string[],
  [after, before]: readonly [number, number],
): TimeStep[] {
  const first = Math.floor(after) + 1
  const steps: TimeStep[] = []
  if (!hasChoice(output, first, before)) return steps
  for (let step = first; step < before; step++)
    steps.push({ step, choices: choicesAt(output, characters, step) })
  return steps.some((_, at) => isDoubtful(steps, at)) ? steps : []
}

/** Whether the recogniser doubts any step from one to before another at all. */
function hasChoice({ probabilities, choiceCount }: RecogniserOutput, from: number, to: number): boolean {
  for (let at = from * choiceCount; at < to * choiceCount; at += choiceCount)
    if ((probabilities[at] ?? 0) <= SURE && (probabilities[at + 1] ?? 0) >= LEAST_PROBABILITY) return true
  return false
}

/** Whether a step has choices, but for fading into the letter beside it. */
function isDoubtful(steps: readonly TimeStep[], at: number): boolean {
  const choices = steps[at]?.choices ?? []
  if (choices.length < 2) return false
  const beside = [steps[at - 1], steps[at + 1]].map(step => step?.choices[0]?.text)
  return choices.some(({ text }) => text !== '' && !beside.includes(text))
}

const isOfWords = (text: string): boolean => text === '' || LETTER.test(text)

function choicesAt(output: RecogniserOutput, characters: readonly string[], step: number): Choice[] {
  const { classes, probabilities, choiceCount } = output
  const first = step * choiceCount
  const choices: Choice[] = []
  for (let at = first; at < first + choiceCount; at++) {
    const probability = probabilities[at] ?? 0
    const text = (characters[classes[at] ?? 0] ?? '').trim()
    const isKnown = choices.some(choice => choice.text === text)
    if (at === first || (probability >= LEAST_PROBABILITY && isOfWords(text) && !isKnown))
      choices.push({ text, probability })
    const [likeliest] = choices
    if (likeliest && (likeliest.probability > SURE || !isOfWords(likeliest.text))) break
  }
  return choices
}

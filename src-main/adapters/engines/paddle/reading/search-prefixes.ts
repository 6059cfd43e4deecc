import type { LetterModel } from '../../../../core/recognition/spelling/letter-model.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import type { TimeStep } from './time-step.ts'
import { endOf, type SpeltPrefix, spelt } from './weigh-spelling.ts'

/** A word that the time steps may stand for. */
export interface Candidate {
  readonly letters: readonly DecodedCharacter[]
  /** Natural logarithm of how likely it is by what was seen and by how its language spells. */
  readonly likelihood: number
}

/** How the first characters of a word may be read. */
interface Prefix extends SpeltPrefix {
  readonly text: string
  readonly letters: readonly DecodedCharacter[]
  /** Probabilities of all ways to read it: those that end with nothing, and those that end with its last letter. */
  ended: number
  open: number
  /** The likeliest way by which its last letter came. */
  arrival: number
}

/** So many prefixes are followed. */
const WIDTH = 12

/**
 * The likeliest words that time steps stand for, the best first: prefix beam search (Hannun et al. 2014, "First-pass large vocabulary
 * continuous speech recognition using bi-directional recurrent DNNs") with a letter model in place of one of words.
 */
export function searchPrefixes(steps: readonly TimeStep[], model: LetterModel): Candidate[] {
  const start = { text: '', letters: [], before: '', spelling: 0, ended: 1, open: 0, arrival: 0 }
  let prefixes: readonly Prefix[] = [start]
  for (const step of steps) prefixes = likeliest(follow(prefixes, step, model))
  return prefixes
    .map(({ letters, before, spelling, ended, open }) => ({
      letters,
      likelihood: Math.log(ended + open) + spelling + endOf(before, model),
    }))
    .sort((a, b) => b.likelihood - a.likelihood)
}

function follow(prefixes: readonly Prefix[], { step, choices }: TimeStep, model: LetterModel): Prefix[] {
  const next = new Map<string, Prefix>()
  for (const prefix of prefixes)
    for (const { text, probability } of choices) {
      const all = (prefix.ended + prefix.open) * probability
      const isRepeat = text !== '' && prefix.letters.at(-1)?.text === text
      if (text === '') kept(next, prefix).ended += all
      else if (isRepeat) kept(next, prefix).open += prefix.open * probability
      const share = isRepeat ? prefix.ended * probability : all
      if (text !== '' && share > 0)
        extend(next, prefix, { letter: { text, step, probability }, share, model })
    }
  return [...next.values()]
}

/** The prefix as it is, after another time step. */
function kept(next: Map<string, Prefix>, prefix: Prefix): Prefix {
  const known = next.get(prefix.text)
  if (known) return known
  const same = { ...prefix, ended: 0, open: 0 }
  next.set(prefix.text, same)
  return same
}

interface Extension {
  readonly letter: DecodedCharacter
  readonly share: number
  readonly model: LetterModel
}

function extend(next: Map<string, Prefix>, prefix: Prefix, { letter, share, model }: Extension): void {
  const text = prefix.text + letter.text
  const known = next.get(text)
  if (known && known.arrival >= share) {
    known.open += share
    return
  }
  const letters = [...prefix.letters, letter]
  const ways = { ended: known?.ended ?? 0, open: (known?.open ?? 0) + share, arrival: share }
  next.set(text, { text, letters, ...spelt(prefix, letter.text, model), ...ways })
}

function likeliest(prefixes: readonly Prefix[]): Prefix[] {
  const valued = prefixes.map(prefix => ({
    prefix,
    value: Math.log(prefix.ended + prefix.open) + prefix.spelling,
  }))
  return valued
    .sort((a, b) => b.value - a.value)
    .slice(0, WIDTH)
    .map(({ prefix }) => prefix)
}

import { columnContrast, inkContrast } from './column-contrast.ts'
import type { LineCrop } from './crop-line.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import { isEvenlySet } from './is-evenly-set.ts'

/** Where a line's characters came from. */
interface LineOfCharacters {
  readonly crop: LineCrop
  /** How sure the recogniser was of each time step. */
  readonly probabilities: ArrayLike<number>
  readonly placePx: (step: number) => number
  /** How wide spaces are where the line has none. */
  readonly usualSpacePx: number
}

/** Two letters next to each other, or with a space between. */
interface Gap {
  readonly before: DecodedCharacter
  readonly after: DecodedCharacter
  readonly space: DecodedCharacter | undefined
  /** Whether the recogniser may have missed a space here. */
  readonly isDoubtful: boolean
  readonly widthPx: number
  /** Its middle; undefined where the letters touch. */
  readonly middlePx: number | undefined
}

/** Neighbours in the next line reach into the uppermost and lowest rows. */
const ROWS = { margin: 4, step: 1 } as const
/** How far a space may reach beyond the places of its letters, which are but their clearest columns. */
const REACH_STEPS = 2
/** Surer spaces stay, and where the recogniser was surer that there is none, none is put: before a word, before a mark. */
const SURE_SPACE = 0.97
const SURE_OF_NONE = 0.9
const SURE_OF_NONE_AT_MARK = 0.8
/** Narrower than this share of the narrowest space that is sure is none: spaces of one line differ, on typewriters twofold. */
const NO_SPACE = 0.6
/** From the width between letters (0) to that of spaces (1): wider is a space. */
const SPACE = 0.85
/** A space is this many times as wide as what is between letters. */
const LEAST_TIMES = 2.5
/** Ink counts only where it bears out what the recogniser is sure of: this share of sure spaces is wider than half, of sure letters narrower. */
const AGREEING = 0.8
/** The share of letters before a space is taken out: on curved lines words stand no wider apart than some letters. */
const AGREEING_LETTERS = 0.95
const HALF = 0.5
/** Fewer spaces are no measure of a space that should not be there. */
const LEAST_SPACES = 3
/** Capitals begin words, and over the foot of an f there is room: only between these can a space be wrong. */
const INNER_RIGHT = /^\p{Ll}$/u
const INNER_LEFT = /^(?!f)\p{Ll}$/u
/** Capitals begin words, and are set apart where there are many. */
const CAPITAL = /^\p{Lu}$/u
/** Where two of these stand together, a third was likely left out. */
const NARROW = /^[ilIjtfr1|]$/
const OF_WORDS = /^[\p{L}\p{N}&]$/u
/** Around the mark of a decimal there is room. */
const DIGIT = /^\p{N}$/u
const DECIMAL_MARK = /^[.,]$/
const OF_SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/**
 * Takes out doubtful spaces where the ink leaves hardly more room than between the line's letters, and puts one where it leaves as
 * much as between its words. Recognisers know what words look like, but not how wide this print sets them.
 */
export function mendSpaces(read: readonly DecodedCharacter[], line: LineOfCharacters): DecodedCharacter[] {
  const doubtful = read.some((character, at) => isDoubtful(read[at - 1], character, line.probabilities))
  if (!doubtful || read.some(({ text }) => OF_SPACELESS.test(text))) return [...read]
  const gaps = gapsOf(read, line)
  const ink = measureInk(gaps, line.usualSpacePx)
  if (!ink) return [...read]
  const wrong = new Set<DecodedCharacter>()
  const missing = new Map<DecodedCharacter, DecodedCharacter>()
  for (const [at, gap] of gaps.entries()) {
    const { before, after, space } = gap
    if (space ? space.probability >= SURE_SPACE : !gap.isDoubtful) continue
    if (!CAPITAL.test(after.text) && isEvenlySet(gaps, at)) {
      if (space) wrong.add(space)
      continue
    }
    const share = ink.shareOf(gap)
    const isNarrow = gap.widthPx < NO_SPACE * ink.leastSpacePx
    if (space && isNarrow && canBeWrong(before, after)) wrong.add(space)
    const isWide = share >= SPACE && gap.widthPx >= LEAST_TIMES * ink.letterPx
    if (!space && isWide && canBeMissing(before, after))
      missing.set(after, { text: ' ', step: (before.step + after.step) / 2, probability: SPACE })
  }
  return read.flatMap(character => {
    const added = missing.get(character)
    return wrong.has(character) ? [] : added ? [added, character] : [character]
  })
}

/** How wide the line sets letters and words apart; undefined where its ink does not tell them apart as the recogniser does. */
function measureInk(gaps: readonly Gap[], usualSpacePx: number) {
  const inner = gaps.filter(gap => !gap.space && !gap.isDoubtful)
  const sure = gaps.filter(gap => gap.space && gap.space.probability >= SURE_SPACE)
  const letterPx = middle(inner) ?? 0
  const spacePx = middle(sure) ?? Math.max(usualSpacePx, LEAST_TIMES * letterPx)
  if (spacePx === 0 || spacePx < LEAST_TIMES * letterPx) return undefined
  const shareOf = (gap: Gap): number => (gap.widthPx - letterPx) / (spacePx - letterPx)
  const wide = sure.filter(gap => shareOf(gap) > HALF).length
  const narrow = inner.filter(gap => shareOf(gap) < HALF).length
  if (wide < AGREEING * sure.length || narrow < AGREEING * (inner.length - 1)) return undefined
  const isClear = sure.length >= LEAST_SPACES && narrow >= AGREEING_LETTERS * (inner.length - 1)
  const leastSpacePx = isClear ? Math.min(...sure.map(gap => gap.widthPx)) : 0
  return { letterPx, shareOf, leastSpacePx }
}

const isSpace = (character: DecodedCharacter): boolean => character.text.trim() === ''

/** Whether a character is an unsure space, or one between which and the one before there may be a space. */
function isDoubtful(
  before: DecodedCharacter | undefined,
  character: DecodedCharacter,
  probabilities: ArrayLike<number>,
): boolean {
  if (isSpace(character)) return character.probability < SURE_SPACE
  if (!before || isSpace(before)) return false
  const sure = OF_WORDS.test(character.text) ? SURE_OF_NONE : SURE_OF_NONE_AT_MARK
  for (let step = before.step + 1; step < character.step; step++)
    if ((probabilities[step] ?? 1) < sure) return true
  return false
}

const canBeWrong = (before: DecodedCharacter, after: DecodedCharacter): boolean =>
  INNER_LEFT.test(before.text) && INNER_RIGHT.test(after.text)

const canBeMissing = (before: DecodedCharacter, after: DecodedCharacter): boolean =>
  !(NARROW.test(before.text) && NARROW.test(after.text)) && !isOfDecimal(before, after)

const isOfDecimal = (before: DecodedCharacter, after: DecodedCharacter): boolean =>
  (DIGIT.test(before.text) && DECIMAL_MARK.test(after.text)) ||
  (DECIMAL_MARK.test(before.text) && DIGIT.test(after.text))

function gapsOf(
  read: readonly DecodedCharacter[],
  { crop, placePx, probabilities }: LineOfCharacters,
): Gap[] {
  const contrast = columnContrast(crop, ROWS)
  const least = inkContrast(contrast)
  const gaps: Gap[] = []
  for (let at = 1; at < read.length; at++) {
    const after = read[at]
    const previous = read[at - 1]
    if (!after || !previous || isSpace(after)) continue
    const space = isSpace(previous) ? previous : undefined
    const before = space ? read[at - 2] : previous
    if (!before || isSpace(before)) continue
    const reach = space ? REACH_STEPS : 0
    const between = [placePx(before.step - reach), placePx(after.step + reach)] as const
    gaps.push({
      ...{ before, after, space },
      isDoubtful: !space && isDoubtful(before, after, probabilities),
      ...widestGap(contrast, least, between),
    })
  }
  return gaps
}

/** The most columns in a row without ink. */
function widestGap(contrast: Float32Array, least: number, [from, to]: readonly [number, number]) {
  let widthPx = 0
  let middlePx: number | undefined
  let run = 0
  for (let x = Math.max(0, Math.floor(from)); x <= Math.min(contrast.length - 1, to); x++) {
    run = (contrast[x] ?? 0) < least ? run + 1 : 0
    if (run <= widthPx) continue
    widthPx = run
    middlePx = x - run / 2
  }
  return { widthPx, middlePx }
}

function middle(gaps: readonly Gap[]): number | undefined {
  const widths = gaps.map(gap => gap.widthPx).sort((a, b) => a - b)
  return widths[(widths.length - 1) >> 1]
}

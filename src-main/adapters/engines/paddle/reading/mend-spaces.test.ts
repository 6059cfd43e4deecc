import { expect, it } from 'vitest'
import { LINE_HEIGHT_PX } from './crop-line.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import { mendSpaces } from './mend-spaces.ts'

const LETTER_PX = 12
const STEP_PX = 4
const SPACE_PX = 12
const LETTER_GAP_PX = 3

/** A line as it was read, and how wide its gaps are where they are not as usual: by the number of the letter that follows. */
interface DrawnLine {
  readonly read: string
  readonly gaps?: Readonly<Record<number, number>>
  readonly spaceProbability?: number
  readonly blankProbability?: number
}

/** Bars for letters, and what a recogniser that is sure of all else makes of them. */
function mended({ read, gaps = {}, spaceProbability = 0.7, blankProbability = 0.7 }: DrawnLine): string {
  const decoded: DecodedCharacter[] = []
  const bars: number[] = []
  const unsure = new Set<number>()
  let x = 4
  for (const [at, text] of [...read].entries()) {
    const letter = bars.length
    const odd = gaps[letter]
    if (text === ' ') {
      const probability = odd === undefined ? 0.99 : spaceProbability
      decoded.push({ text, step: x / STEP_PX, probability })
      continue
    }
    const usual = read[at - 1] === ' ' ? SPACE_PX : LETTER_GAP_PX
    if (letter > 0) x += odd ?? usual
    if (odd !== undefined) unsure.add(Math.floor((x - 4) / STEP_PX))
    bars.push(x)
    decoded.push({ text, step: Math.floor((x + LETTER_PX / 2) / STEP_PX), probability: 0.99 })
    x += LETTER_PX
  }
  const widthPx = x + 4
  const plane = new Float32Array(widthPx * LINE_HEIGHT_PX).fill(1)
  for (const left of bars)
    for (let y = 10; y < 38; y++) plane.fill(-1, y * widthPx + left, y * widthPx + left + LETTER_PX)
  const probabilities = Array.from({ length: Math.ceil(widthPx / STEP_PX) }, (_, step) =>
    unsure.has(step) ? blankProbability : 0.99,
  )
  const crop = { plane, widthPx, paddedWidthPx: widthPx }
  const line = { crop, probabilities, placePx: (step: number) => step * STEP_PX, usualSpacePx: 10 }
  return mendSpaces(decoded, line)
    .map(character => character.text)
    .join('')
}

it('takes out a doubtful space where the letters stand as close as others', () => {
  const line = { read: 'read di stribution of the main lists', gaps: { 6: 5 } }

  expect(mended(line)).toBe('read distribution of the main lists')
  expect(mended({ ...line, spaceProbability: 0.99 })).toBe(line.read)
})

it('leaves a doubtful space that the ink bears out', () => {
  const read = 'read di stribution of the main lists'

  expect(mended({ read, gaps: { 6: 10 } })).toBe(read)
})

it('leaves a narrow space between words that end and begin with capitals', () => {
  const read = 'all that A Bad man can do now'

  expect(mended({ read, gaps: { 8: 5 } })).toBe(read)
})

it('puts a space where the ink leaves one and the recogniser was not sure that there is none', () => {
  const line = { read: 'Edgar the King ofEngland', gaps: { 14: 12 } }

  expect(mended(line)).toBe('Edgar the King of England')
  expect(mended({ ...line, blankProbability: 0.99 })).toBe(line.read)
  expect(mended({ read: '13A', gaps: { 2: 12 } })).toBe('13 A')
})

it('puts a space beside a mark, but none into a decimal', () => {
  const line = { read: 'cook it well;add salt', gaps: { 11: 12 } }

  expect(mended(line)).toBe('cook it well; add salt')
  expect(mended({ read: 'about 3.5 cups', gaps: { 6: 12 } })).toBe('about 3.5 cups')
})

it('is surer of a space before a word than before a mark', () => {
  const blankProbability = 0.85

  expect(mended({ read: 'two cups of,salt', gaps: { 10: 12 }, blankProbability })).toBe('two cups of, salt')
  expect(mended({ read: 'two cups of, salt', gaps: { 9: 12 }, blankProbability })).toBe('two cups of, salt')
})

it('takes the places of missing spaces for no room between letters', () => {
  expect(mended({ read: 'a bc deofgh', gaps: { 5: 12, 7: 12 } })).toBe('a bc de of gh')
})

it('leaves lines alone in which the ink contradicts spaces that are sure', () => {
  const read = 'a1 b2 c3 d4 e5 fg'

  expect(mended({ read, gaps: { 2: 3, 4: 3, 6: 3, 8: 3, 11: 12 }, spaceProbability: 0.99 })).toBe(read)
})

it('puts no spaces between Chinese signs', () => {
  expect(mended({ read: '春眠不觉晓', gaps: { 3: 14 } })).toBe('春眠不觉晓')
})

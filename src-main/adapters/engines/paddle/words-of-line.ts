import type { Word } from '../../../../src-shared/contract/page.ts'
import { boxOfPoints } from './box-of-points.ts'
import type { DecodedCharacter } from './decode-ctc.ts'
import type { LineQuad, Point } from './quad.ts'

/** A character with the share of the line's width at which it stands. */
interface PlacedCharacter extends DecodedCharacter {
  readonly position: number
}

/** Splits a decoded line at its spaces; the boxes come from the characters' places in time. */
export function wordsOfLine(
  decoded: readonly DecodedCharacter[],
  positionOf: (step: number) => number,
  quad: LineQuad,
): Word[] {
  const placed = decoded.map(character => ({ ...character, position: positionOf(character.step) }))
  const words: Word[] = []
  let from = 0
  while (from < placed.length) {
    if (isSpace(placed[from])) {
      from++
      continue
    }
    let to = from
    while (to + 1 < placed.length && !isSpace(placed[to + 1])) to++
    words.push(wordBetween(placed, from, to, quad))
    from = to + 1
  }
  return words
}

const isSpace = (character: PlacedCharacter | undefined) => character?.text.trim() === ''

function wordBetween(placed: readonly PlacedCharacter[], from: number, to: number, quad: LineQuad): Word {
  const characters = placed.slice(from, to + 1)
  const confidence = characters.reduce((sum, each) => sum + each.probability, 0) / characters.length
  return {
    text: characters.map(each => each.text).join(''),
    box: boxOfPoints(slice(quad, edgeBefore(placed, from), edgeBefore(placed, to + 1))),
    confidence: Math.min(1, Math.max(0, confidence)),
  }
}

/** Halfway between a character and its neighbour, or the line's end. */
function edgeBefore(placed: readonly PlacedCharacter[], index: number): number {
  const before = placed[index - 1]
  const after = placed[index]
  if (!before) return 0
  if (!after) return 1
  return (before.position + after.position) / 2
}

function slice(quad: LineQuad, from: number, to: number): Point[] {
  const [topLeft, topRight, bottomRight, bottomLeft] = quad
  return [
    between(topLeft, topRight, from),
    between(topLeft, topRight, to),
    between(bottomLeft, bottomRight, to),
    between(bottomLeft, bottomRight, from),
  ]
}

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})

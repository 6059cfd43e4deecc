import type { Glyph } from '../../../ports/document-reader.ts'
import { median, middleX, quantile } from '../placed-line.ts'

/** Fewer letters beside each other do not tell how wide the type's letters are. */
const LEAST_PAIRS = 4
/** So far apart, in widths of a letter, are the middles of two letters with a blank between them. */
const WITH_BLANK = 1.5
/** A typewriter's letters keep one distance, but for this share of it. */
const EVEN = 0.3

/** Takes out blanks that the reader made up where a typewriter's letters stand next to each other: its points and brackets leave much room. */
export function withoutFalseBlanks(glyphs: readonly Glyph[]): readonly Glyph[] {
  if (!glyphs.some(isMadeUp)) return glyphs
  const widths = letterWidths(glyphs)
  return glyphs.filter((glyph, at) => {
    const [before, after] = [glyphs[at - 1], glyphs[at + 1]]
    if (!isMadeUp(glyph) || !before || !after || !areTyped(before, after)) return true
    const width = widths.get(keyOf(after))
    return width === undefined || middleX(after.box) - middleX(before.box) > WITH_BLANK * width
  })
}

const isMadeUp = ({ text, isGenerated, isMonospaced }: Glyph) =>
  text === ' ' && isGenerated === true && isMonospaced === true

const isWritten = ({ text, isMonospaced }: Glyph) => isMonospaced === true && text.trim() !== ''

/** Letters of one type on one baseline, the second after the first. */
function areTyped(first: Glyph, second: Glyph): boolean {
  if (!isWritten(first) || !isWritten(second) || keyOf(first) !== keyOf(second)) return false
  return first.originY === second.originY && middleX(second.box) > middleX(first.box)
}

const keyOf = ({ fontSizePt }: Glyph) => Math.round(10 * fontSizePt)

/** How far apart letters stand, by the size of their type; only where they keep one distance. */
function letterWidths(glyphs: readonly Glyph[]): ReadonlyMap<number, number> {
  const distances = new Map<number, number[]>()
  for (const [at, glyph] of glyphs.entries()) {
    const before = glyphs[at - 1]
    if (!before || !areTyped(before, glyph)) continue
    const own = distances.get(keyOf(glyph)) ?? []
    own.push(middleX(glyph.box) - middleX(before.box))
    distances.set(keyOf(glyph), own)
  }
  const widths = new Map<number, number>()
  for (const [size, own] of distances) {
    const middle = median(own)
    const isEven = quantile(own, 0.9) - quantile(own, 0.1) < EVEN * middle
    if (own.length >= LEAST_PAIRS && isEven) widths.set(size, middle)
  }
  return widths
}

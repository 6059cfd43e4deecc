import type { Box, Line, Page } from '../../../src-shared/contract/page.ts'
import { linesOfRegion, wordsOfLine } from './words-of-line.ts'

/** x' = a·x + c·y + e, y' = b·x + d·y + f */
export interface Affine {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

/** A word where it stands on its page. */
export interface InvisibleWord {
  /** With the space that follows it. */
  readonly text: string
  /**
   * From a plane in which each character is one wide and one high, with the origin at the start of the baseline and y
   * upwards, to shares of the page as displayed: 0, 0 is its top left corner, 1, 1 its bottom right.
   */
  readonly place: Affine
}

/** Share of a line's height that lies above the baseline. */
const ASCENT = 0.8

/** The recognised words of a page; what its own text layer gave is there already. */
export function invisibleWords(page: Page): readonly InvisibleWord[] {
  const toPage = displayedShare(page)
  return page.regions
    .flatMap(region => (page.source === 'text-layer' ? region.lines : linesOfRegion(region)))
    .filter(line => page.source === 'ocr' || line.model !== undefined)
    .flatMap(wordsWithPlace)
    .map(({ text, place }) => ({ text, place: multiply(place, toPage) }))
}

/** First the one, then the other. */
export function multiply(first: Affine, then: Affine): Affine {
  return {
    a: then.a * first.a + then.c * first.b,
    b: then.b * first.a + then.d * first.b,
    c: then.a * first.c + then.c * first.d,
    d: then.b * first.c + then.d * first.d,
    e: then.a * first.e + then.c * first.f + then.e,
    f: then.b * first.e + then.d * first.f + then.f,
  }
}

/** From pixels of the upright page image back to the page as displayed, whose sides count as one. */
function displayedShare({ widthPx, heightPx, rotation }: Page): Affine {
  const x = 1 / widthPx
  const y = 1 / heightPx
  switch (rotation) {
    case 0:
      return { a: x, b: 0, c: 0, d: y, e: 0, f: 0 }
    case 90:
      return { a: 0, b: -x, c: y, d: 0, e: 0, f: 1 }
    case 180:
      return { a: -x, b: 0, c: 0, d: -y, e: 1, f: 1 }
    case 270:
      return { a: 0, b: x, c: -y, d: 0, e: 1, f: 0 }
  }
}

interface Frame {
  /** Where the line begins, at its top. */
  readonly x: number
  readonly y: number
  /** Direction of reading, of length one. */
  readonly along: { readonly x: number; readonly y: number }
  readonly heightPx: number
}

/** A line stands upright where it is so much higher than wide and has several characters. */
const UPRIGHT_RATIO = 2

function frameOf({ box, quad, text }: Line): Frame {
  const heightPx = box.bottom - box.top
  const widthPx = box.right - box.left
  if (lengthOf(text) > 1 && heightPx > widthPx * UPRIGHT_RATIO)
    return { x: box.right, y: box.top, along: { x: 0, y: 1 }, heightPx: widthPx }
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quad ?? []
  const length = Math.hypot(x1 - x0, y1 - y0)
  const depth = Math.hypot(x3 - x0, y3 - y0)
  if (!quad || length < 1 || depth < 1) return { x: box.left, y: box.top, along: { x: 1, y: 0 }, heightPx }
  return { x: x0, y: y0, along: { x: (x1 - x0) / length, y: (y1 - y0) / length }, heightPx: depth }
}

function wordsWithPlace(line: Line): readonly InvisibleWord[] {
  const frame = frameOf(line)
  let at = 0
  return wordsOfLine(line).flatMap(word => {
    const text = word.text.trim()
    at = Math.max(0, line.text.indexOf(text, at)) + text.length
    const space = /\s/.test(line.text[at] ?? '') ? ' ' : ''
    const count = lengthOf(text)
    const { start, length } = stretchOf(word.box, frame)
    if (count === 0 || !(length > 0) || !(frame.heightPx > 0)) return []
    const { x: ux, y: uy } = frame.along
    const height = frame.heightPx
    // Down from the top of the line, a quarter turn clockwise of the direction of reading.
    const [vx, vy] = [-uy, ux]
    const place = {
      a: (ux * length) / count,
      b: (uy * length) / count,
      c: -vx * height,
      d: -vy * height,
      e: frame.x + ux * start + vx * height * ASCENT,
      f: frame.y + uy * start + vy * height * ASCENT,
    }
    return [{ text: text + space, place }]
  })
}

/** In characters; a text may be megabytes long. */
function lengthOf(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** From where to where a word's box reaches along the line, without the height that its slant adds. */
function stretchOf(box: Box, { x, y, along, heightPx }: Frame): { start: number; length: number } {
  const middle = ((box.left + box.right) / 2 - x) * along.x + ((box.top + box.bottom) / 2 - y) * along.y
  const [cosine, sine] = [Math.abs(along.x), Math.abs(along.y)]
  const slanted =
    cosine >= sine
      ? (box.right - box.left - heightPx * sine) / cosine
      : (box.bottom - box.top - heightPx * cosine) / sine
  const length = Math.max(slanted, (box.right - box.left) / 4)
  return { start: middle - length / 2, length }
}

import type { Box, Line } from '../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../ports/document-reader.ts'
import { groundOf } from '../images/ground-of.ts'
import { heightOf, middleX, middleY, unionOf, widthOf } from './placed-line.ts'

const EMPTY = '☐'
const TICKED = '☒'
/** A box ends this near to its label; it is so large; both in heights of the label's line. */
const FARTHEST = 1.6
/** Lines are boxed closely or widely. */
const OVERLAP = 0.2
const LEAST_SIDE = 0.45
const LARGEST_SIDE = 1.5
const MOST_UNEVEN = 1.3
/** Smaller squares can't be told from letters. Pixels. */
const LEAST_SIDE_PX = 11
/** Ink is darker than this share of the ground. */
const DARK = 0.68
/** An outline is dark in nearly all places of each side, and in all corners, within this share of its side. */
const RIM = 0.16
const LEAST_OUTLINE = 0.9
/** Ink within the outline: less is dust, more a black square. */
const INNER = 0.24
const DUST = 0.04
const MOST_INK = 0.6
/** What recognisers take a box at a line's start for, a blank after it. */
const MISREAD = /^[□☐☑☒■口ODQ0Xx]\s+(?=\S)/u

/** Lines with a sign before them where a small printed square, empty or crossed, stands at their left or is their first letter. */
export function findCheckBoxes(
  image: GreyImage,
  lines: readonly Line[],
  ground = groundOf(image),
): readonly Line[] {
  if (lines.length === 0) return lines
  const page = { ...image, darkest: DARK * ground }
  return lines.map(line => {
    const found = besideLine(page, line, lines) ?? atStart(page, line)
    return found ? withSign(line, found) : line
  })
}

interface DarkPage extends GreyImage {
  /** Ink is darker. */
  readonly darkest: number
}

const isDark = ({ pixels, widthPx, darkest }: DarkPage, x: number, y: number): boolean =>
  (pixels[y * widthPx + x] ?? 255) < darkest

interface CheckBox {
  readonly box: Box
  readonly isTicked: boolean
  /** How many characters of the line's text stand for it. */
  readonly readAs: number
}

/** Most lines have nothing but ground at their left: then a few pixels in their middle are all that is looked at. */
function besideLine(page: DarkPage, line: Line, lines: readonly Line[]): CheckBox | undefined {
  const height = heightOf(line.box)
  if (height > widthOf(line.box) || !/[\p{L}\p{N}]/u.test(line.text)) return undefined
  const y = Math.round(middleY(line.box))
  const from = Math.round(line.box.left) - 1
  for (let x = from; x > Math.max(0, from - FARTHEST * height); x--) {
    if (!isDark(page, x, y)) continue
    const found = squareAt(page, { x, y }, height)
    if (!found || lines.some(other => other !== line && holds(other.box, found.box))) return undefined
    if (found.box.right <= line.box.left + OVERLAP * height) return { ...found, readAs: 0 }
    const read = readAsSign(line)
    return read === undefined ? undefined : { ...found, readAs: read.length }
  }
  return undefined
}

function atStart(page: DarkPage, line: Line): CheckBox | undefined {
  const read = readAsSign(line)
  const [first] = line.words
  if (!read || !first) return undefined
  const height = heightOf(line.box)
  const y = Math.round(middleY(line.box))
  const from = Math.max(0, Math.round(first.box.left - height / 3))
  for (let x = from; x < first.box.right; x++) {
    if (!isDark(page, x, y)) continue
    const found = squareAt(page, { x, y }, height)
    return found && { ...found, readAs: read.length }
  }
  return undefined
}

/** The letter and the blank that a box at the line's start may have been read as. */
function readAsSign({ text, words }: Line): string | undefined {
  const read = MISREAD.exec(text)?.[0]
  return read !== undefined && words[0]?.text === read.trim() ? read : undefined
}

const holds = (outer: Box, inner: Box) =>
  middleX(inner) > outer.left &&
  middleX(inner) < outer.right &&
  middleY(inner) > outer.top &&
  middleY(inner) < outer.bottom

interface Place {
  readonly x: number
  readonly y: number
}

/** The square whose outline goes through this place; undefined where its ink reaches farther than a box's would. */
function squareAt(page: DarkPage, start: Place, height: number): Omit<CheckBox, 'readAs'> | undefined {
  const most = Math.round(LARGEST_SIDE * height)
  const ink = inkAround(page, start, most)
  if (!ink) return undefined
  const [width, tall] = [ink.right - ink.left + 1, ink.bottom - ink.top + 1]
  const side = Math.min(width, tall)
  if (side < Math.max(LEAST_SIDE_PX, LEAST_SIDE * height) || Math.max(width, tall) > MOST_UNEVEN * side)
    return undefined
  if (!hasOutline(page, ink, Math.max(2, Math.round(RIM * side)))) return undefined
  const share = innerInk(page, ink, Math.ceil(INNER * side))
  if (share > MOST_INK) return undefined
  const box = { left: ink.left, top: ink.top, right: ink.right + 1, bottom: ink.bottom + 1 }
  return { box, isTicked: share > DUST }
}

/** The box, its last pixels included, around all ink that hangs together with a dark pixel; undefined where that is larger than `most`. */
function inkAround(page: DarkPage, { x, y }: Place, most: number): Box | undefined {
  const { widthPx, heightPx } = page
  const open = [y * widthPx + x]
  const seen = new Set(open)
  const box = { left: x, top: y, right: x, bottom: y }
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const column = at % widthPx
    const row = (at - column) / widthPx
    box.left = Math.min(box.left, column)
    box.right = Math.max(box.right, column)
    box.top = Math.min(box.top, row)
    box.bottom = Math.max(box.bottom, row)
    if (box.right - box.left > most || box.bottom - box.top > most) return undefined
    for (const [dx, dy] of NEIGHBOURS) {
      const [nextX, nextY] = [column + dx, row + dy]
      const next = nextY * widthPx + nextX
      if (nextX < 0 || nextY < 0 || nextX >= widthPx || nextY >= heightPx || seen.has(next)) continue
      if (!isDark(page, nextX, nextY)) continue
      seen.add(next)
      open.push(next)
    }
  }
  return box
}

const NEIGHBOURS = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
] as const

function hasOutline(page: DarkPage, { left, top, right, bottom }: Box, rim: number): boolean {
  const isNear = (at: (depth: number) => boolean) => Array.from({ length: rim }, (_, depth) => depth).some(at)
  const share = (from: number, to: number, at: (place: number, depth: number) => boolean) => {
    let dark = 0
    for (let place = from; place <= to; place++) if (isNear(depth => at(place, depth))) dark++
    return dark / (to - from + 1)
  }
  const sides = [
    share(left, right, (x, depth) => isDark(page, x, top + depth)),
    share(left, right, (x, depth) => isDark(page, x, bottom - depth)),
    share(top, bottom, (y, depth) => isDark(page, left + depth, y)),
    share(top, bottom, (y, depth) => isDark(page, right - depth, y)),
  ]
  const corners = [
    [left, top],
    [right - rim + 1, top],
    [left, bottom - rim + 1],
    [right - rim + 1, bottom - rim + 1],
  ] as const
  return (
    sides.every(each => each >= LEAST_OUTLINE) &&
    corners.every(
      ([x, y]) => innerInk(page, { left: x, top: y, right: x + rim - 1, bottom: y + rim - 1 }, 0) > 0,
    )
  )
}

/** Share of the pixels that are ink, so far from the edges. */
function innerInk(page: DarkPage, { left, top, right, bottom }: Box, inset: number): number {
  let [dark, all] = [0, 0]
  for (let y = top + inset; y <= bottom - inset; y++) {
    for (let x = left + inset; x <= right - inset; x++) {
      all++
      if (isDark(page, x, y)) dark++
    }
  }
  return all === 0 ? 1 : dark / all
}

function withSign(line: Line, { box, isTicked, readAs }: CheckBox): Line {
  const text = isTicked ? TICKED : EMPTY
  const words = [{ text, box, confidence: line.confidence }, ...line.words.slice(readAs > 0 ? 1 : 0)]
  return {
    ...line,
    text: `${text} ${line.text.slice(readAs)}`,
    words,
    box: unionOf([line.box, { ...box, top: line.box.top, bottom: line.box.bottom }]),
  }
}

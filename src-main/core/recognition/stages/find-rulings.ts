import type { GreyImage } from '../../ports/document-reader.ts'
import type { Straightening } from './straight-view.ts'

/** A straight printed line. */
export interface Ruling {
  /** Where it lies: y of a level one, x of an upright one. */
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface Rulings {
  readonly level: readonly Ruling[]
  readonly upright: readonly Ruling[]
}

/** Lengths are in line heights: shorter level strokes are parts of letters, so are upright ones no higher than a line. */
const LEAST_LEVEL = 2
const LEAST_UPRIGHT = 1.35
/** A ruling is thinner than this, and has lighter paper on both sides. */
const MOST_THICKNESS = 0.3
const LEAST_REACH_PX = 3
const CONTRAST = 36
/** What lies beyond the edge. */
const PAPER = 255
/** Worn rulings have gaps. */
const MOST_GAP = 0.5
/** Strokes this near each other on the other axis are one ruling. */
const SAME_PLACE = 0.25
/** A page of noise or hatching has no more rulings to tell. */
const MOST_STROKES = 20_000

/** Finds the straight lines of a page. Places are on the straightened page; `unit` is the height of its lines of text. */
export function findRulings(
  image: GreyImage,
  { unit, straight }: { readonly unit: number; readonly straight: Straightening },
): Rulings {
  return {
    level: joinStrokes(strokesOf(image, { unit, straight, isLevel: true }), unit),
    upright: joinStrokes(strokesOf(image, { unit, straight, isLevel: false }), unit),
  }
}

interface Search {
  readonly unit: number
  readonly straight: Straightening
  readonly isLevel: boolean
}

/** Goes along each line of pixels, a few pixels at a time. */
function strokesOf(image: GreyImage, { unit, straight, isLevel }: Search): Ruling[] {
  const { widthPx, heightPx, pixels } = image
  const { cos, sin } = straight
  const least = unit * (isLevel ? LEAST_LEVEL : LEAST_UPRIGHT)
  const step = Math.max(1, Math.min(6, Math.floor(least / 8)))
  const reach = Math.max(LEAST_REACH_PX, Math.round(MOST_THICKNESS * unit))
  const side = isLevel ? reach * widthPx : reach
  const gap = Math.max(step, MOST_GAP * unit)
  const [length, count] = isLevel ? [widthPx, heightPx] : [heightPx, widthPx]
  const lean = Math.ceil(Math.abs(sin) * length)
  const strokes: Ruling[] = []
  for (let line = -lean; line < count + lean; line++) {
    let from = -1
    let last = -1
    let dark = 0
    for (let along = 0; along < length; along += step) {
      const x = isLevel ? along * cos + line * sin : line * cos + along * sin
      const y = isLevel ? line * cos - along * sin : along * cos - line * sin
      if (x < 0 || y < 0 || x >= widthPx - 0.5 || y >= heightPx - 0.5) continue
      const at = ((y + 0.5) | 0) * widthPx + ((x + 0.5) | 0)
      const limit = (pixels[at] ?? PAPER) + CONTRAST
      const across = isLevel ? y : x
      const before = across < reach ? PAPER : (pixels[at - side] ?? PAPER)
      const after = across >= count - reach - 0.5 ? PAPER : (pixels[at + side] ?? PAPER)
      const isDark = limit < before && limit < after
      if (!isDark) {
        if (from >= 0 && along - last > gap) {
          if (isStroke({ from, last, dark, step }, least)) strokes.push({ at: line, from, to: last })
          from = -1
        }
        continue
      }
      if (from < 0) {
        from = along
        dark = 0
      }
      last = along
      dark++
    }
    if (from >= 0 && isStroke({ from, last, dark, step }, least)) strokes.push({ at: line, from, to: last })
    if (strokes.length > MOST_STROKES) return []
  }
  return strokes
}

/** Letters that happen to stand in line have more gaps than a worn ruling. */
const LEAST_DARK = 0.8

function isStroke(
  run: { readonly from: number; readonly last: number; readonly dark: number; readonly step: number },
  least: number,
): boolean {
  const length = run.last - run.from
  return length >= least && run.dark * run.step >= LEAST_DARK * length
}

/** Strokes on and beside each other are one ruling. */
export function joinStrokes(strokes: readonly Ruling[], unit: number): Ruling[] {
  const near = Math.max(2, SAME_PLACE * unit)
  const joined: { at: number; from: number; to: number; last: number; weight: number }[] = []
  let open: typeof joined = []
  for (const stroke of strokes.toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    open = open.filter(each => stroke.at - each.last <= near)
    const own = open.find(each => stroke.from <= each.to + unit && stroke.to >= each.from - unit)
    const length = stroke.to - stroke.from
    if (!own) {
      const made = { ...stroke, last: stroke.at, weight: length }
      joined.push(made)
      open.push(made)
      continue
    }
    own.at = (own.at * own.weight + stroke.at * length) / (own.weight + length)
    own.weight += length
    own.last = stroke.at
    own.from = Math.min(own.from, stroke.from)
    own.to = Math.max(own.to, stroke.to)
  }
  return joined.map(({ at, from, to }) => ({ at, from, to }))
}

import type { GreyImage } from '../../../ports/document-reader.ts'
import { type DarkWords, darkWords } from '../../images/dark-words.ts'
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
  { unit, straight, dark = darkWords(image) }: RuledView,
): Rulings {
  return {
    level: joinStrokes(strokesOf(image, { unit, straight, dark, isLevel: true }), unit),
    upright: joinStrokes(strokesOf(image, { unit, straight, dark, isLevel: false }), unit),
  }
}

/** How a page is looked at. */
interface RuledView {
  readonly unit: number
  readonly straight: Straightening
  /** Where the page is dark, if that is known. */
  readonly dark?: DarkWords
}

interface Search extends Required<RuledView> {
  readonly isLevel: boolean
}

/**
 * Looks at every dark pixel across the strokes and one of a few along them, in the order they lie in memory, and follows the
 * strokes of all lines at once.
 */
function strokesOf(image: GreyImage, search: Search): Ruling[] {
  const { widthPx, heightPx, pixels } = image
  const { isLevel, unit } = search
  const { cos, sin } = search.straight
  const least = unit * (isLevel ? LEAST_LEVEL : LEAST_UPRIGHT)
  const step = Math.max(1, Math.min(6, Math.floor(least / 8)))
  const reach = Math.max(LEAST_REACH_PX, Math.round(MOST_THICKNESS * unit))
  const gap = Math.max(step, MOST_GAP * unit) + step
  const lean = Math.ceil(Math.abs(sin) * (isLevel ? widthPx : heightPx)) + 1
  const count = (isLevel ? heightPx : widthPx) + 2 * lean
  const runs = {
    from: new Float64Array(count),
    last: new Float64Array(count),
    dark: new Int32Array(count),
  }
  const strokes: Ruling[] = []
  const finish = (line: number) => {
    if (runs.dark[line] === 0) return
    const from = runs.from[line] ?? 0
    const last = runs.last[line] ?? 0
    if (isStroke({ from, last, dark: runs.dark[line] ?? 0, step }, least))
      strokes.push({ at: line - lean, from, to: last })
    runs.dark[line] = 0
  }
  const follow = (line: number, along: number) => {
    const ahead = runs.dark[line] === 0 ? Infinity : along - (runs.last[line] ?? 0)
    // Both pixels that a leaning stroke has beside each other are one.
    if (ahead < step / 2) return
    if (ahead > gap) finish(line)
    if (runs.dark[line] === 0) runs.from[line] = along
    runs.last[line] = along
    runs.dark[line] = (runs.dark[line] ?? 0) + 1
  }
  const [stepX, stepY] = isLevel ? [step, 1] : [1, step]
  const side = isLevel ? reach * widthPx : reach
  const rows = Math.ceil(heightPx / stepY)
  // Along each line the pixels come from its beginning to its end.
  const isUpwards = isLevel && sin > 0
  const { starts, places } = search.dark
  const lastAcross = (isLevel ? heightPx : widthPx) - reach
  for (let row = 0; row < rows; row++) {
    const y = (isUpwards ? rows - 1 - row : row) * stepY
    const left = y * widthPx
    const end = starts[y + 1] ?? 0
    for (let index = starts[y] ?? 0; index < end; index++) {
      const first = 4 * (places[index] ?? 0) - left
      const from = Math.max(0, first)
      for (let x = from + ((stepX - (from % stepX)) % stepX); x < Math.min(widthPx, first + 4); x += stepX) {
        const at = left + x
        const limit = (pixels[at] ?? PAPER) + CONTRAST
        if (limit >= PAPER) continue
        const across = isLevel ? y : x
        if (across >= reach && (pixels[at - side] ?? PAPER) <= limit) continue
        if (across < lastAcross && (pixels[at + side] ?? PAPER) <= limit) continue
        const place = (isLevel ? x * sin + y * cos : x * cos - y * sin) + lean
        const along = isLevel ? x * cos - y * sin : x * sin + y * cos
        const line = Math.floor(place)
        follow(line, along)
        // A thin stroke that leans lies half in one line of pixels, half in the next.
        if (line < place) follow(line + 1, along)
      }
    }
    if (strokes.length > MOST_STROKES) return []
  }
  for (let line = 0; line < count; line++) finish(line)
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

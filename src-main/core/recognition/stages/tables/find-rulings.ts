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

/** The last stroke of each line of pixels, and the strokes that were found. */
interface Runs {
  readonly from: Float64Array
  readonly last: Float64Array
  /** How many pixels a stroke has; none where it has come to its end. */
  readonly dark: Int32Array
  readonly strokes: Ruling[]
  readonly least: number
  readonly step: number
  readonly gap: number
  /** So many lines lie before the page's first: strokes lean. */
  readonly lean: number
}

/** How the rows of a page are gone through. */
interface Walk extends Search {
  readonly image: GreyImage
  readonly runs: Runs
  /** How far above and below a stroke, or at its sides, the paper is looked at. */
  readonly reach: number
  /** For each place of a row the first from there on that is looked at, and from one to the next. */
  readonly nextX: Int32Array
  readonly stepX: number
}

/**
 * Looks at every dark pixel across the strokes and one of a few along them, in the order they lie in memory, and follows the
 * strokes of all lines at once.
 */
function strokesOf(image: GreyImage, search: Search): Ruling[] {
  const { widthPx, heightPx } = image
  const { isLevel, unit } = search
  const { sin } = search.straight
  const least = unit * (isLevel ? LEAST_LEVEL : LEAST_UPRIGHT)
  const step = Math.max(1, Math.min(6, Math.floor(least / 8)))
  const reach = Math.max(LEAST_REACH_PX, Math.round(MOST_THICKNESS * unit))
  const gap = Math.max(step, MOST_GAP * unit) + step
  const lean = Math.ceil(Math.abs(sin) * (isLevel ? widthPx : heightPx)) + 1
  const count = (isLevel ? heightPx : widthPx) + 2 * lean
  const lines = {
    from: new Float64Array(count),
    last: new Float64Array(count),
    dark: new Int32Array(count),
  }
  const runs: Runs = { ...lines, strokes: [], least, step, gap, lean }
  const [stepX, stepY] = isLevel ? [step, 1] : [1, step]
  const nextX = new Int32Array(widthPx)
  for (let x = 0; x < widthPx; x++) nextX[x] = Math.ceil(x / stepX) * stepX
  const walk: Walk = { ...search, image, runs, reach, nextX, stepX }
  const rows = Math.ceil(heightPx / stepY)
  // Along each line the pixels come from its beginning to its end.
  const isUpwards = isLevel && sin > 0
  for (let row = 0; row < rows; row++) {
    followRow(walk, (isUpwards ? rows - 1 - row : row) * stepY)
    if (runs.strokes.length > MOST_STROKES) return []
  }
  for (let line = 0; line < count; line++) finish(runs, line)
  return runs.strokes
}

function followRow({ image, runs, reach, nextX, stepX, isLevel, straight, dark }: Walk, y: number): void {
  const { widthPx, heightPx, pixels } = image
  const { cos, sin } = straight
  const { starts, places } = dark
  const left = y * widthPx
  const side = isLevel ? reach * widthPx : reach
  const lastAcross = (isLevel ? heightPx : widthPx) - reach
  const end = starts[y + 1] ?? 0
  for (let index = starts[y] ?? 0; index < end; index++) {
    const first = 4 * (places[index] ?? 0) - left
    const beyond = Math.min(widthPx, first + 4)
    for (let x = nextX[Math.max(0, first)] ?? widthPx; x < beyond; x += stepX) {
      const at = left + x
      const limit = (pixels[at] ?? PAPER) + CONTRAST
      if (limit >= PAPER) continue
      const across = isLevel ? y : x
      if (across >= reach && (pixels[at - side] ?? PAPER) <= limit) continue
      if (across < lastAcross && (pixels[at + side] ?? PAPER) <= limit) continue
      const place = (isLevel ? x * sin + y * cos : x * cos - y * sin) + runs.lean
      const along = isLevel ? x * cos - y * sin : x * sin + y * cos
      const line = Math.floor(place)
      follow(runs, line, along)
      // A thin stroke that leans lies half in one line of pixels, half in the next.
      if (line < place) follow(runs, line + 1, along)
    }
  }
}

/** Adds a dark pixel to the stroke of its line, or begins one. */
function follow(runs: Runs, line: number, along: number): void {
  const { from, last, dark, step, gap } = runs
  const ahead = dark[line] === 0 ? Infinity : along - (last[line] ?? 0)
  // Both pixels that a leaning stroke has beside each other are one.
  if (ahead < step / 2) return
  if (ahead > gap) finish(runs, line)
  if (dark[line] === 0) from[line] = along
  last[line] = along
  dark[line] = (dark[line] ?? 0) + 1
}

/** Ends the stroke of a line. */
function finish(runs: Runs, line: number): void {
  const dark = runs.dark[line] ?? 0
  if (dark === 0) return
  const from = runs.from[line] ?? 0
  const last = runs.last[line] ?? 0
  if (isStroke({ from, last, dark, step: runs.step }, runs.least))
    runs.strokes.push({ at: line - runs.lean, from, to: last })
  runs.dark[line] = 0
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

import type { Line, Region } from '../../../../../src-shared/contract/page.ts'
import { heightOf, median, type PlacedLine } from '../placed-line.ts'
import type { Ruling } from '../tables/find-rulings.ts'
import { findColumns } from './find-columns.ts'
import { placeLines } from './place-lines.ts'

/** A picture is as many lines to the eye that looks for columns as text of its height would be. */
const LINE_DISTANCE = 1.4
const MOST_STAND_INS = 60
/** Words enough to pass for running text: columns may be filled by pictures alone. */
const WORDS = 'picture as wide as running text'.split(' ')

/** Blocks of lines in reading order, and where the pictures of the page stand among them. */
export interface BlocksAround {
  readonly blocks: readonly (readonly PlacedLine[])[]
  /** The line after which each picture stands; undefined at the start of the page. */
  readonly after: ReadonlyMap<Region, Line | undefined>
}

/** Lines in place of a picture, by which it takes part in the page's columns. */
interface StandIn {
  readonly picture: Region
  readonly lines: readonly PlacedLine[]
}

/** How the page's lines are placed. */
interface Placing {
  readonly skewDegrees: number
  readonly mirror: ((line: PlacedLine) => PlacedLine) | undefined
}

/** As many lines of the page's usual height as the picture has room for. */
export function standInFor(
  picture: Region,
  lines: readonly Line[],
  { skewDegrees, mirror }: Placing,
): StandIn {
  const unit = median(lines.map(line => heightOf(line.box))) || heightOf(picture.box)
  const { left, top, right, bottom } = picture.box
  const height = Math.max(1, bottom - top)
  const count = Math.min(MOST_STAND_INS, Math.max(1, Math.floor(height / (LINE_DISTANCE * unit))))
  const step = height / count
  const own = Array.from({ length: count }, (_, index) => {
    const middle = top + (index + 0.5) * step
    const half = Math.min(step, unit) / 2
    const box = { left, top: middle - half, right, bottom: middle + half }
    const words = WORDS.map(text => ({ text, box, confidence: 1 }))
    return { text: WORDS.join(' '), box, confidence: 1, words }
  })
  const placed = placeLines(own, skewDegrees).map(line => ({ ...line, isPicture: true }))
  return { picture, lines: mirror ? placed.map(mirror) : placed }
}

/** Finds the columns of lines and pictures together and takes the pictures out again. */
export function findColumnsAround(
  lines: readonly PlacedLine[],
  standIns: readonly StandIn[],
  rules: readonly Ruling[] = [],
): BlocksAround {
  if (standIns.length === 0) return { blocks: findColumns(lines, rules), after: new Map() }
  const pictures = new Map<PlacedLine, Region>()
  for (const { picture, lines: own } of standIns) for (const line of own) pictures.set(line, picture)
  const after = new Map<Region, Line | undefined>()
  let last: Line | undefined
  const blocks = findColumns([...lines, ...pictures.keys()], rules).map(block =>
    block.filter(placed => {
      const picture = pictures.get(placed)
      if (!picture) last = placed.line
      else if (!after.has(picture)) after.set(picture, last)
      return picture === undefined
    }),
  )
  return { blocks: blocks.filter(block => block.length > 0), after }
}

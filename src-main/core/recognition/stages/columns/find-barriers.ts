import { middleX, type PlacedLine } from '../placed-line.ts'

/** Lengths are in heights of the page's middle line. */
const OVERLAP = 0.3
/** The other columns leave more room around a line that parts them than between their own lines. */
const ROOM = 0.3
/** Lines beside each other are as near in the list. */
const BESIDE = 5
const HEADING_HEIGHT = 1.25
/** Heights of scanned lines vary: type that is a little larger tells where all columns leave room. */
const LARGER_TYPE = 1.12
const ROOM_ABOVE = 1.8
const ROOM_BELOW = 0.8
/** How many lines above and below are looked at for columns. */
const NEIGHBOURS = 12
/** So much room over all columns is a figure's, and what stands alone in it its caption. */
const FIGURE_GAP = 5
const ALIGNED = 1.5
const CENTRED = 2
const LEAST_DISTANCE = 1

/** Lines that stand alone over the block's whole width and part columns above from columns below: headings, captions of wide figures. */
export function findBarriers(lines: readonly PlacedLine[], unit: number): ReadonlySet<PlacedLine> {
  const barriers = new Set<PlacedLine>()
  for (const [index, line] of lines.entries()) {
    if (!isAlone(lines, index, unit)) continue
    const above = lines.slice(Math.max(0, index - NEIGHBOURS), index)
    const below = lines.slice(index + 1, index + 1 + NEIGHBOURS)
    if (above.length === 0 || below.length === 0) continue
    const spans = spansGap(line, above) && spansGap(line, below)
    const isHeading =
      line.heightPx > HEADING_HEIGHT * unit ||
      (isLargerScanned(line, unit) && hasMuchRoom(lines, index, unit))
    if (spans || isHeading || isInFigureGap(line, { lines, above, below, unit })) barriers.add(line)
  }
  return barriers
}

/** Those of them that have lines on both sides of the place x, above as well as below. */
export function partsAt(
  lines: readonly PlacedLine[],
  x: number,
  barriers: ReadonlySet<PlacedLine>,
): ReadonlySet<PlacedLine> {
  const parts = new Set<PlacedLine>()
  if (barriers.size === 0) return parts
  const lastLeft = lines.findLastIndex(({ box }) => middleX(box) < x)
  const lastRight = lines.findLastIndex(({ box }) => middleX(box) >= x)
  const firstLeft = lines.findIndex(({ box }) => middleX(box) < x)
  const firstRight = lines.findIndex(({ box }) => middleX(box) >= x)
  for (const [index, line] of lines.entries()) {
    if (!barriers.has(line)) continue
    const hasAbove = firstLeft < index && firstRight < index && firstLeft >= 0 && firstRight >= 0
    if (hasAbove && lastLeft > index && lastRight > index) parts.add(line)
  }
  return parts
}

/** Whether nothing stands beside the line, nor begins or ends beside its edges. Lines are sorted by their middles. */
function isAlone(lines: readonly PlacedLine[], index: number, unit: number): boolean {
  const line = lines[index]
  if (!line) return false
  const { left, top, right, bottom } = line.box
  const near = lines.slice(Math.max(0, index - BESIDE), index + BESIDE + 1)
  return near.every(({ box }) => {
    const isOwnColumn = box.left < right && box.right > left
    const room = isOwnColumn ? -OVERLAP * unit : ROOM * unit
    return box === line.box || box.bottom < top - room || box.top > bottom + room
  })
}

const isLargerScanned = ({ line, heightPx }: PlacedLine, unit: number) =>
  line.isBold === undefined && heightPx > LARGER_TYPE * unit

/** Whether all columns leave much room above the line, and some below it. */
function hasMuchRoom(lines: readonly PlacedLine[], index: number, unit: number): boolean {
  const line = lines[index]
  if (!line) return false
  const { top, bottom } = line.box
  const near = lines.slice(Math.max(0, index - BESIDE), index + BESIDE + 1)
  return near.every(
    ({ box }) =>
      box === line.box || box.bottom < top - ROOM_ABOVE * unit || box.top > bottom + ROOM_BELOW * unit,
  )
}

/** Whether the line reaches over the gap between two others that stand beside each other. */
function spansGap({ box }: PlacedLine, others: readonly PlacedLine[]): boolean {
  return others.some(left =>
    others.some(
      right =>
        left.box.right < right.box.left &&
        left.box.right > box.left &&
        right.box.left < box.right &&
        Math.min(left.box.bottom, right.box.bottom) > Math.max(left.box.top, right.box.top),
    ),
  )
}

interface Surroundings {
  readonly lines: readonly PlacedLine[]
  readonly above: readonly PlacedLine[]
  readonly below: readonly PlacedLine[]
  readonly unit: number
}

/** A caption under a figure as wide as the block stands at its left or in its middle, and no column goes on beside it. */
function isInFigureGap({ box }: PlacedLine, { lines, above, below, unit }: Surroundings): boolean {
  if (box.top - Math.max(...above.map(other => other.box.bottom)) < FIGURE_GAP * unit) return false
  const left = Math.min(...lines.map(other => other.box.left))
  const right = Math.max(...lines.map(other => other.box.right))
  const isCentred = Math.abs((left + right) / 2 - middleX(box)) < CENTRED * unit
  if (!isCentred && box.left - left > ALIGNED * unit) return false
  const beside = below.filter(other => Math.abs(other.box.left - box.left) > ALIGNED * unit)
  return isCentred || beside.every(other => other.box.top - box.bottom > LEAST_DISTANCE * unit)
}

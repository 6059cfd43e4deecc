import { median, middleX, middleY, type PlacedLine, widthOf } from './placed-line.ts'

/** All lengths are in heights of the page's middle line. */
const LEAST_GUTTER = 0.5
/** Text columns are at least this wide; narrower ones on a common grid of rows are a table or a form. */
const LEAST_COLUMN_WIDTH = 8
const LEAST_ROWS = 3
/** Cells of a table stand in rows: this share of the shorter side has a partner on the other. */
const TABLE_ALIGNMENT = 0.6
const SAME_ROW = 0.35
/** A line this far below the column it might belong to belongs to what follows. */
const BREAK_IN_COLUMN = 2.6

/** Two columns side by side with what stands above and below them. */
interface Split {
  readonly above: readonly PlacedLine[]
  readonly left: readonly PlacedLine[]
  readonly right: readonly PlacedLine[]
  readonly below: readonly PlacedLine[]
  readonly score: number
}

/** Parts a page into blocks of one column each, in reading order. Lines over the whole width part what is above from what is below. */
export function findColumns(lines: readonly PlacedLine[]): PlacedLine[][] {
  if (lines.length === 0) return []
  const unit = median(lines.map(line => line.heightPx)) || 1
  return splitBlock(
    lines.toSorted((a, b) => middleY(a.box) - middleY(b.box)),
    unit,
  )
}

function splitBlock(lines: readonly PlacedLine[], unit: number): PlacedLine[][] {
  if (lines.length === 0) return []
  const split = bestSplit(lines, unit)
  if (!split) return [[...lines]]
  return [split.above, split.left, split.right, split.below].flatMap(part => splitBlock(part, unit))
}

function bestSplit(lines: readonly PlacedLine[], unit: number): Split | undefined {
  if (lines.length < 2 * LEAST_ROWS) return undefined
  let best: Split | undefined
  for (const x of candidateGutters(lines, unit)) {
    for (const split of splitsAt(lines, x, unit)) {
      if (!best || split.score > best.score) best = split
    }
  }
  return best
}

/** Just left of where lines begin, to half a line height. */
function candidateGutters(lines: readonly PlacedLine[], unit: number): number[] {
  const starts = new Map<number, number>()
  for (const { box } of lines) {
    const slot = Math.round((2 * box.left) / unit)
    starts.set(slot, Math.min(starts.get(slot) ?? Infinity, box.left))
  }
  return [...starts.values()].map(left => left - (LEAST_GUTTER * unit) / 2)
}

/** The runs of lines that leave the place x free. Expects lines sorted from top to bottom. */
function splitsAt(lines: readonly PlacedLine[], x: number, unit: number): Split[] {
  const tolerance = (LEAST_GUTTER * unit) / 4
  const splits: Split[] = []
  let from = 0
  for (let at = 0; at <= lines.length; at++) {
    const line = lines[at]
    const crosses = line !== undefined && line.box.left < x - tolerance && line.box.right > x + tolerance
    if (line !== undefined && !crosses) continue
    const split = splitRun(lines, from, at, x, unit)
    if (split) splits.push(split)
    from = at + 1
  }
  return splits
}

function splitRun(
  lines: readonly PlacedLine[],
  from: number,
  to: number,
  x: number,
  unit: number,
): Split | undefined {
  if (to - from < 2 * LEAST_ROWS) return undefined
  const [start, end] = trimRun(lines, from, to, x, unit)
  const run = lines.slice(start, end)
  const left = run.filter(line => middleX(line.box) < x)
  const right = run.filter(line => middleX(line.box) >= x)
  if (Math.min(left.length, right.length) < LEAST_ROWS) return undefined
  const gutter = Math.min(...right.map(line => line.box.left)) - Math.max(...left.map(line => line.box.right))
  if (gutter < LEAST_GUTTER * unit || isTable(left, right, unit)) return undefined
  const score = Math.min(left.length, right.length) + gutter / unit / 100
  return { above: lines.slice(0, start), left, right, below: lines.slice(end), score }
}

/** Leaves out lines at the top and bottom that stand on one side alone and apart from their column. */
function trimRun(
  lines: readonly PlacedLine[],
  from: number,
  to: number,
  x: number,
  unit: number,
): [number, number] {
  const isLeft = (index: number) => middleX(lines[index]?.box ?? { left: 0, right: 0, top: 0, bottom: 0 }) < x
  const y = (index: number) => middleY(lines[index]?.box ?? { left: 0, right: 0, top: 0, bottom: 0 })
  const indices = Array.from({ length: to - from }, (_, i) => from + i)
  const leftOnes = indices.filter(isLeft)
  const rightOnes = indices.filter(index => !isLeft(index))
  const bothFrom = Math.max(y(leftOnes[0] ?? from), y(rightOnes[0] ?? from)) - SAME_ROW * unit
  const bothTo = Math.min(y(leftOnes.at(-1) ?? to), y(rightOnes.at(-1) ?? to)) + SAME_ROW * unit
  let start = from
  let end = to
  for (const side of [leftOnes, rightOnes]) {
    for (let i = 1; i < side.length; i++) {
      const upper = side[i - 1] ?? from
      const lower = side[i] ?? from
      if (y(lower) - y(upper) < BREAK_IN_COLUMN * unit) continue
      if (y(upper) < bothFrom) start = Math.max(start, upper + 1)
      if (y(lower) > bothTo) end = Math.min(end, lower)
    }
  }
  return [start, Math.max(start, end)]
}

function isTable(left: readonly PlacedLine[], right: readonly PlacedLine[], unit: number): boolean {
  const narrower = Math.min(
    median(left.map(line => widthOf(line.box))),
    median(right.map(line => widthOf(line.box))),
  )
  if (narrower >= LEAST_COLUMN_WIDTH * unit) return false
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left]
  const rows = longer.map(line => middleY(line.box))
  const aligned = shorter.filter(line => hasNear(rows, middleY(line.box), SAME_ROW * unit))
  return aligned.length >= TABLE_ALIGNMENT * shorter.length
}

/** Whether a sorted list has a value this near. */
function hasNear(sorted: readonly number[], value: number, tolerance: number): boolean {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value - tolerance) low = middle + 1
    else high = middle
  }
  const found = sorted[low]
  return found !== undefined && found <= value + tolerance
}

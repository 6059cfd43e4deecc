import { median, middleX, middleY, type PlacedLine, quantile, widthOf } from '../placed-line.ts'
import type { Ruling } from '../tables/find-rulings.ts'
import { bandsOf } from './cards.ts'
import { findBarriers, partsAt } from './find-barriers.ts'
import { type Levels, partLevels } from './part-levels.ts'
import { partneredShare } from './partnered-share.ts'
import { splitAtRules } from './split-at-rules.ts'

/** Lengths are in heights of the page's middle line. */
const LEAST_GUTTER = 0.5
/** A line that reaches over a gutter by less does not block it: photographed gutters lean. */
const INTRUSION = 1
const LEAST_ROWS = 3
/** A line this far below the column it might belong to belongs to what follows. */
const BREAK_IN_COLUMN = 2.6
/** One or two lines under a column, with a line over the whole width after them, are rather its heading. */
const BREAK_BEFORE_HEADING = 1.4
const HEADING_LINES = 2
/** The last line of a paragraph is so much nearer to its others than to the columns below. */
const REST_NEARER = 1.5
const SAME_ROW = 0.35
/** The same where a text layer tells their places: columns of other row distances meet as near by chance. */
const SAME_EXACT_ROW = 0.2
/** Running text has lines at least this long, with this many words. */
const RUNNING_WIDTH = 10
const RUNNING_WORDS = 4
/** Both sides need this share of their characters in running text to be columns whatever their rows do. */
const RUNNING_SHARE = 0.3
/** Cells of a table stand in rows: this share of the shorter side has a partner on the other. */
const TABLE_ALIGNMENT = 0.6
/** This share of lines may stand oddly in a gutter. */
const ODD_ONES = 0.05
/** A wider gutter than this is no better. */
const WIDE_GUTTER = 4
const LEAST_TAIL = 4
/** Fewer lines are the rest of a column where they fill it. */
const LEAST_FULL_TAIL = 2
/** Amounts belong to what stands at their left, however the rows slope; so many make a column of them. */
const AMOUNT = /^[-−–+]?[\d.,\s]*\d\s?[€$£%]?$/
const AMOUNTS = 0.8
/** Lines without a straight right edge end so far before it. */
const FILLED = 4
/** Below a picture stand at most so many lines of its caption. */
const CAPTION_LINES = 2
const CAPTION_DISTANCE = 4
/** A page of more lines is no page of columns: looking for them would take minutes. */
const MOST_LINES = 8000

/** Two columns side by side with what stands above and below them. */
interface Split {
  readonly above: readonly PlacedLine[]
  readonly left: readonly PlacedLine[]
  readonly right: readonly PlacedLine[]
  readonly below: readonly PlacedLine[]
  readonly score: number
}

/** A gutter that is looked at: the place x between the lines `from` and `to`, sorted from top to bottom. */
interface Run {
  readonly lines: readonly PlacedLine[]
  readonly from: number
  readonly to: number
  readonly x: number
  readonly unit: number
}

/** Parts a page into blocks of one column each, in reading order. Lines over the whole width part what is above from what is below. */
export function findColumns(lines: readonly PlacedLine[], rules: readonly Ruling[] = []): PlacedLine[][] {
  const unit = median(lines.map(line => line.heightPx)) || 1
  const inOrder = lines.toSorted((a, b) => middleY(a.box) - middleY(b.box))
  return lines.length > MOST_LINES ? [inOrder] : splitAlong(inOrder, rules, unit)
}

/** Rules between columns tell more than the room between lines. */
function splitAlong(lines: readonly PlacedLine[], rules: readonly Ruling[], unit: number): PlacedLine[][] {
  const parted = rules.length > 0 ? splitAtRules(lines, rules, unit) : undefined
  if (!parted) return splitBlock(lines, unit)
  const { above, left, right, below } = parted
  return [above, left, right, below].flatMap(part => splitAlong(part, rules, unit))
}

function splitBlock(lines: readonly PlacedLine[], unit: number): PlacedLine[][] {
  if (lines.length === 0) return []
  const split = bestSplit(lines, unit)
  if (!split) return [[...lines]]
  const read = (part: readonly PlacedLine[]) => splitBlock(part, unit)
  const levels = levelsOf(split, unit)
  if (levels)
    return [...read(split.above), ...levels.blocks.flatMap(read), ...read([...levels.rest, ...split.below])]
  const middle = isPictureBesideText(split, unit)
    ? withPictures(read(split.right), split.left, unit)
    : bandsOf(split, unit).flatMap(read)
  return [...read(split.above), ...middle, ...read(split.below)]
}

/** Heads, addresses and dates above the text of a letter are read from level to level. */
function levelsOf({ left, right, below }: Split, unit: number): Levels | undefined {
  if (hasRunningText(left, unit) || hasRunningText(right, unit)) return undefined
  const gutter = Math.min(...right.map(({ box }) => box.left))
  const isAboveText = below.some(
    line => line.box.left < gutter - unit && line.box.right > gutter + unit && isRunningText(line, unit),
  )
  return isAboveText ? partLevels({ left, right }, unit) : undefined
}

/** A picture with its caption and nothing else is no column to be read before the text that begins beside it or higher. */
function isPictureBesideText({ left, right }: Split, unit: number): boolean {
  const written = left.filter(line => !line.isPicture)
  if (written.length === left.length || written.length > CAPTION_LINES) return false
  const topOf = (side: readonly PlacedLine[]) => Math.min(...side.map(line => line.box.top))
  const text = right.filter(line => !line.isPicture)
  return hasRunningText(text, unit) && topOf(text) < topOf(left) + unit
}

/** Pictures without captions stand among the lines beside them, others after them with theirs. */
function withPictures(text: PlacedLine[][], side: readonly PlacedLine[], unit: number): PlacedLine[][] {
  const pictures = side.filter(line => line.isPicture)
  const others = side.filter(line => !line.isPicture)
  const end = Math.max(...pictures.map(line => line.box.bottom))
  const [only] = text
  const hasCaption = others.some(line => line.box.top < end + CAPTION_DISTANCE * unit)
  if (!only || text.length > 1 || hasCaption) return [...text, [...side]]
  const among = [...only, ...pictures].toSorted((a, b) => middleY(a.box) - middleY(b.box))
  return others.length === 0 ? [among] : [among, others]
}

function bestSplit(lines: readonly PlacedLine[], unit: number): Split | undefined {
  if (lines.length < 2 * LEAST_ROWS) return undefined
  let best: Split | undefined
  const barriers = findBarriers(lines, unit)
  for (const x of candidateGutters(lines, unit)) {
    for (const split of splitsAt(lines, x, { unit, barriers })) {
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

interface Block {
  readonly unit: number
  readonly barriers: ReadonlySet<PlacedLine>
}

/** The runs of lines that leave the place x free. Expects lines sorted from top to bottom. */
function splitsAt(lines: readonly PlacedLine[], x: number, { unit, barriers }: Block): Split[] {
  const parts = partsAt(lines, x, barriers)
  const tolerance = INTRUSION * unit
  const splits: Split[] = []
  let from = 0
  for (let at = 0; at <= lines.length; at++) {
    const line = lines[at]
    const crosses = line !== undefined && line.box.left < x - tolerance && line.box.right > x + tolerance
    if (line !== undefined && !crosses && !parts.has(line)) continue
    const split = splitRun({ lines, from, to: at, x, unit })
    if (split) splits.push(split)
    from = at + 1
  }
  return splits
}

function splitRun(whole: Run): Split | undefined {
  if (whole.to - whole.from < 2 * LEAST_ROWS) return undefined
  const { lines, from, to, x, unit } = withTail(trimRun(withoutRest(whole)), whole)
  const run = lines.slice(from, to)
  const left = run.filter(line => middleX(line.box) < x)
  const right = run.filter(line => middleX(line.box) >= x)
  if (Math.min(left.length, right.length) < LEAST_ROWS) return undefined
  const gutter = gutterBetween(left, right, unit)
  if (gutter < LEAST_GUTTER * unit || isTable(left, right, unit)) return undefined
  const heightPx = Math.min(extent(left), extent(right))
  const score = heightPx * (1 + Math.min(gutter / unit, WIDE_GUTTER) / WIDE_GUTTER)
  return { above: lines.slice(0, from), left, right, below: lines.slice(to), score }
}

/** The free room between lines and their neighbours across the gutter, nearly everywhere. */
function gutterBetween(left: readonly PlacedLine[], right: readonly PlacedLine[], unit: number): number {
  const gaps: number[] = []
  let start = 0
  for (const { box } of right) {
    while (start < left.length && (left[start]?.box.bottom ?? 0) < box.top - unit) start++
    let neighbour = -Infinity
    for (let i = start; i < left.length; i++) {
      const other = left[i]?.box
      if (!other || other.top > box.bottom + unit) break
      neighbour = Math.max(neighbour, other.right)
    }
    if (neighbour > -Infinity) gaps.push(box.left - neighbour)
  }
  return gaps.length === 0 ? 0 : quantile(gaps, ODD_ONES)
}

function extent(sorted: readonly PlacedLine[]): number {
  const first = sorted[0]
  const last = sorted.at(-1)
  return first && last ? last.box.bottom - first.box.top : 0
}

/** Leaves out the last line of the paragraph above, which ends before the gutter: it is nearer to that than to what follows. */
function withoutRest(run: Run): Run {
  const [above, first, next] = run.lines.slice(Math.max(0, run.from - 1), run.from + 2)
  if (run.from === 0 || !above || !first || !next) return run
  const beginsAlike = Math.abs(above.box.left - first.box.left) < run.unit / 2
  const gap = middleY(first.box) - middleY(above.box)
  const isRest = beginsAlike && REST_NEARER * gap < middleY(next.box) - middleY(first.box)
  return isRest ? { ...run, from: run.from + 1 } : run
}

/** Leaves out lines at the top and bottom that stand on one side alone and apart from their column. */
function trimRun(run: Run): Run {
  const indices = Array.from({ length: run.to - run.from }, (_, i) => run.from + i)
  const places = indices.flatMap(index => {
    const box = run.lines[index]?.box
    return box ? [{ index, y: middleY(box), isLeft: middleX(box) < run.x }] : []
  })
  const sides = [places.filter(place => place.isLeft), places.filter(place => !place.isLeft)]
  const bothFrom = Math.max(...sides.map(side => side[0]?.y ?? -Infinity)) - SAME_ROW * run.unit
  const bothTo = Math.min(...sides.map(side => side.at(-1)?.y ?? Infinity)) + SAME_ROW * run.unit
  let { from, to } = run
  for (const side of sides) {
    for (const [i, lower] of side.entries()) {
      const upper = side[i - 1]
      if (!upper) continue
      const gap = (lower.y - upper.y) / run.unit
      if (gap > BREAK_IN_COLUMN && upper.y < bothFrom) from = Math.max(from, upper.index + 1)
      const isHeadingBelow = run.to < run.lines.length && side.length - i <= HEADING_LINES
      const least = isHeadingBelow ? BREAK_BEFORE_HEADING : BREAK_IN_COLUMN
      if (gap > least && lower.y > bothTo) to = Math.min(to, lower.index)
    }
  }
  return { ...run, from, to: Math.max(from, to) }
}

/** The rest of the left column, below a figure in it, is read before the right column: it is long, or as wide as the column's text. */
function withTail(run: Run, whole: Run): Run {
  const { lines, x, unit } = run
  const tail = lines.slice(run.to, whole.to)
  const own = lines.slice(run.from, run.to).filter(line => middleX(line.box) < x)
  const start = Math.min(...own.map(line => line.box.left))
  const written = own.filter(line => !line.isPicture)
  const end = quantile(
    (written.length > 0 ? written : own).map(line => line.box.right),
    0.8,
  )
  const isFull = tail.length >= LEAST_FULL_TAIL && tail.slice(0, -1).every(line => fills(line, end, unit))
  const isColumn =
    (tail.length >= LEAST_TAIL || isFull) &&
    tail.every(line => line.box.right < x) &&
    Math.abs(Math.min(...tail.map(line => line.box.left)) - start) < unit
  return isColumn ? { ...run, to: whole.to } : run
}

const fills = (line: PlacedLine, end: number, unit: number) =>
  line.box.right > end - FILLED * unit && isRunningText(line, unit)

/** Whether both sides are rather cells in common rows than columns of running text. */
function isTable(left: readonly PlacedLine[], right: readonly PlacedLine[], unit: number): boolean {
  if (hasRunningText(left, unit) && hasRunningText(right, unit)) return false
  if (right.filter(({ line }) => AMOUNT.test(line.text)).length >= AMOUNTS * right.length) return true
  const isExact = left.every(({ line }) => line.isBold !== undefined)
  return partneredShare(left, right, (isExact ? SAME_EXACT_ROW : SAME_ROW) * unit) >= TABLE_ALIGNMENT
}

function hasRunningText(side: readonly PlacedLine[], unit: number): boolean {
  const running = side.filter(line => isRunningText(line, unit))
  return running.length >= LEAST_ROWS && lengthOf(running) >= RUNNING_SHARE * lengthOf(side)
}

const lengthOf = (lines: readonly PlacedLine[]) => lines.reduce((sum, { line }) => sum + line.text.length, 0)

function isRunningText({ box, line }: PlacedLine, unit: number): boolean {
  if (widthOf(box) < RUNNING_WIDTH * unit) return false
  return line.words.length >= RUNNING_WORDS || /\p{Script=Han}{8}/u.test(line.text)
}

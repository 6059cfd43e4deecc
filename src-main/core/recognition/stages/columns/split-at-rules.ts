import { middleX, middleY, type PlacedLine } from '../placed-line.ts'
import type { Ruling } from '../tables/find-rulings.ts'

/** Lengths are in heights of the page's middle line. A shorter rule stands in a form or a table. */
const LEAST_RULE = 12
/** Pieces of one rule lie so near to a line. */
const SAME_RULE = 0.8
/** A rule goes on for its columns where it was drawn along this share of them. */
const LEAST_DRAWN = 0.4
const LEAST_ROWS = 3
/** What is set in larger type above or below a rule is no part of its columns. */
const LARGER = 1.4
/** A line that reaches over a rule by less does not cross it. */
const INTRUSION = 0.5
/** So few lines of all beside a rule may cross it: they were read over it. */
const MOST_CROSSING = 0.05

/** What stands on both sides of a rule, and above and below it. */
export interface Parted {
  readonly above: readonly PlacedLine[]
  readonly left: readonly PlacedLine[]
  readonly right: readonly PlacedLine[]
  readonly below: readonly PlacedLine[]
}

/** Parts lines at the upright rule that parts the most of them. Expects lines sorted from top to bottom. */
export function splitAtRules(
  lines: readonly PlacedLine[],
  rules: readonly Ruling[],
  unit: number,
): Parted | undefined {
  let best: Parted | undefined
  let most = 0
  for (const at of placesOf(rules, unit)) {
    const own = rules.filter(rule => Math.abs(rule.at - at) < SAME_RULE * unit)
    const parted = partedAt(lines, { at, own, unit })
    const size = parted ? parted.left.length + parted.right.length : 0
    if (size <= most) continue
    best = parted
    most = size
  }
  return best
}

function placesOf(rules: readonly Ruling[], unit: number): number[] {
  const places: number[] = []
  for (const rule of rules.toSorted((a, b) => b.to - b.from - a.to + a.from))
    if (places.every(at => Math.abs(at - rule.at) >= SAME_RULE * unit)) places.push(rule.at)
  return places
}

interface Rule {
  readonly at: number
  /** Its pieces. */
  readonly own: readonly Ruling[]
  readonly unit: number
}

/** A rule holds for lines beyond its ends too, up to the first that crosses its place or is a heading. */
function partedAt(lines: readonly PlacedLine[], { at, own, unit }: Rule): Parted | undefined {
  const pieces = piecesTogether(own)
  if (lengthOf(pieces) < LEAST_RULE * unit) return undefined
  const [top, bottom] = [pieces[0]?.from ?? 0, Math.max(...pieces.map(rule => rule.to))]
  const reach = INTRUSION * unit
  const crosses = ({ box, isPicture }: PlacedLine) =>
    isPicture !== true && box.left < at - reach && box.right > at + reach
  let from = lines.findIndex(({ box }) => middleY(box) > top)
  let to = lines.findLastIndex(({ box }) => middleY(box) < bottom) + 1
  if (from < 0 || to <= from) return undefined
  const crossing = lines.slice(from, to).filter(crosses)
  if (crossing.length > MOST_CROSSING * (to - from)) return undefined
  const isBeside = (line: PlacedLine | undefined) =>
    line !== undefined && !crosses(line) && line.heightPx <= LARGER * unit
  while (isBeside(lines[from - 1])) from--
  while (isBeside(lines[to])) to++
  const run = lines.slice(from, to)
  const left = run.filter(({ box }) => middleX(box) < at)
  const right = run.filter(({ box }) => middleX(box) >= at)
  if (Math.min(left.length, right.length) < LEAST_ROWS) return undefined
  return { above: lines.slice(0, from), left, right, below: lines.slice(to) }
}

/** The pieces of a rule, without those far off at its ends: upright strokes of headings are such. */
function piecesTogether(own: readonly Ruling[]): readonly Ruling[] {
  let pieces = own.toSorted((a, b) => a.from - b.from)
  while (pieces.length > 1) {
    const [first, second] = pieces
    const [last, previous] = [pieces.at(-1), pieces.at(-2)]
    if (!first || !second || !last || !previous) break
    if (lengthOf(pieces) >= LEAST_DRAWN * (last.to - first.from)) break
    pieces = second.from - first.to > last.from - previous.to ? pieces.slice(1) : pieces.slice(0, -1)
  }
  return pieces
}

const lengthOf = (pieces: readonly Ruling[]) => pieces.reduce((sum, { from, to }) => sum + to - from, 0)

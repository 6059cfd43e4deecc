import type { Line, Region } from '../../../../../src-shared/contract/page.ts'
import { overlapsOnLevel } from '../box-shares.ts'
import { joinLines } from '../paragraphs/join-lines.ts'
import { listMarker } from '../paragraphs/list-marker.ts'
import { heightOf, type PlacedLine, unionOf, widthOf } from '../placed-line.ts'
import { marginsOf, partStickingOut } from './part-sticking-out.ts'

/** Notes beside the text are so short. A single sign is rather a bullet, a footnote's mark or a number of the line. */
const LENGTHS = { least: 3, most: 12 } as const
/** A page has few of them, and many lines. */
const MOST_NOTES = 4
const LINES_PER_NOTE = 8
/** Where more short pieces stand on a page, they are cells and labels. */
const MOST_SHORT = 200
/** The line beside a note has this share of the text's width. */
const WIDE = 0.5
const WORDS = 4
/** What else stands above and below in the margin reaches over less than this share of the note. */
const OVERLAP = 0.3
/** Where more of the short pieces over and under it stand beside no text, it is a cell of their column: a price on a receipt. */
const MOST_OTHERS = 0.5

/** Lines of the text, and of the notes in its margins with the line that stands beside each. */
export interface PartedMarginalia {
  readonly text: readonly PlacedLine[]
  readonly notes: readonly Note[]
}

interface Note {
  readonly line: PlacedLine
  readonly beside: PlacedLine
}

/** Takes short notes in the margins, e.g. the pages of an older edition, out of the rows of the text. */
export function partMarginalia(lines: readonly PlacedLine[]): PartedMarginalia {
  const parted = partLines(lines)
  const notes = notesAmong([...parted.values()].flat())
  if (notes.length > MOST_NOTES || notes.length * LINES_PER_NOTE > lines.length)
    return { text: lines, notes: [] }
  const taken = new Set(notes.map(note => note.line))
  const kept = new Map<PlacedLine, PlacedLine>()
  const text = lines.flatMap(line => {
    const pieces = parted.get(line) ?? [line]
    const rest = pieces.some(each => taken.has(each)) ? pieces.filter(each => !taken.has(each)) : [line]
    for (const each of pieces) kept.set(each, rest[0] ?? each)
    return rest
  })
  return { text, notes: notes.map(({ line, beside }) => ({ line, beside: kept.get(beside) ?? beside })) }
}

function notesAmong(lines: readonly PlacedLine[]): Note[] {
  const short = new Set(lines.filter(isShort))
  const long = lines.filter(line => !short.has(line))
  if (short.size === 0 || short.size > MOST_SHORT || long.length === 0) return []
  const width = widthOf(unionOf(long.map(line => line.box)))
  const found = [...short].flatMap((line): Note[] => {
    if (long.some(other => isOverOrUnder(line, other))) return []
    const beside = long.find(other => overlapsOnLevel(other.box, line.box) && isRunning(other, width))
    return beside ? [{ line, beside }] : []
  })
  const notes = new Set(found.map(note => note.line))
  return found.filter(({ line }) => {
    const stacked = [...short].filter(other => isOverOrUnder(line, other))
    return stacked.filter(other => !notes.has(other)).length <= MOST_OTHERS * stacked.length
  })
}

/** Lines that were read as one with what stands out of the column are two. */
function partLines(lines: readonly PlacedLine[]): ReadonlyMap<PlacedLine, readonly PlacedLine[]> {
  const width = lines.length === 0 ? 0 : widthOf(unionOf(lines.map(line => line.box)))
  const margins = marginsOf(lines.filter(line => isRunning(line, width)))
  return new Map(lines.map(line => [line, margins ? partStickingOut(line, margins) : [line]]))
}

/** Puts the notes beside the text that they stand beside: before it where they are at its left. */
export function insertMarginalia(regions: readonly Region[], notes: readonly Note[]): Region[] {
  const all = [...regions]
  for (const { line, beside } of notes) {
    const at = all.findIndex(region => region.lines.includes(beside.line))
    all.splice(line.box.left < beside.box.left ? Math.max(0, at) : at + 1, 0, regionOf(line.line))
  }
  return all
}

const regionOf = (line: Line): Region => ({
  category: 'text',
  box: line.box,
  text: joinLines([line.text]),
  lines: [line],
})

function isShort({ line: { text }, box }: PlacedLine): boolean {
  if (text.length < LENGTHS.least || text.length > LENGTHS.most) return false
  return /\d/.test(text) && !listMarker(`${text} x`) && heightOf(box) < widthOf(box)
}

function isOverOrUnder({ box }: PlacedLine, { box: other }: PlacedLine): boolean {
  return Math.min(box.right, other.right) - Math.max(box.left, other.left) > OVERLAP * widthOf(box)
}

const isRunning = ({ box, line }: PlacedLine, width: number) =>
  widthOf(box) > WIDE * width && (line.words.length >= WORDS || /\p{Script=Han}{8}/u.test(line.text))

import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { OutlineEntry } from '../../../ports/document-reader.ts'
import { heightOf, median, middleY, type PlacedLine, unionOf, widthOf } from '../placed-line.ts'

/** Lines that stand beside each other on one level, from left to right. */
export interface Row {
  readonly lines: readonly PlacedLine[]
  readonly box: Box
  readonly heightPx: number
  readonly text: string
  /** The entry of the document's outline that the row is the heading of, or a part of it. */
  readonly heading?: OutlineEntry
  /** Whether it is a row of a table of contents. */
  readonly isContents?: boolean
}

/** Two lines are on one level when they share this much of the lower one's height. */
const SHARED_HEIGHT = 0.5
/** No row of print has more pieces; letters strewn over a page would be compared without end. */
const MOST_IN_ROW = 300

/** Puts the lines of one column into rows from top to bottom. */
export function groupRows(lines: readonly PlacedLine[]): Row[] {
  const groups: PlacedLine[][] = []
  for (const line of lines.toSorted((a, b) => middleY(a.box) - middleY(b.box))) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (
      group &&
      last &&
      group.length < MOST_IN_ROW &&
      isSameLevel(last.box, line.box) &&
      !group.some(other => overlapsAcross(other.box, line.box))
    ) {
      group.push(line)
    } else groups.push([line])
  }
  return groups.map(rowOf)
}

/** The usual width of a character of the row, in pixels, without the room between its pieces. */
export const characterWidth = ({ lines }: Row): number =>
  lines.reduce((sum, { box }) => sum + widthOf(box), 0) /
  Math.max(
    1,
    lines.reduce((sum, { line }) => sum + line.text.length, 0),
  )

/** The room that the row's first word and a blank take, in pixels. */
export function firstWordWidth(row: Row): number {
  const length = row.text.split(' ', 1)[0]?.length ?? 0
  return (length + 1) * characterWidth(row)
}

/** The row that these lines make. */
export function rowOf(group: readonly PlacedLine[]): Row {
  const lines = group.toSorted((a, b) => a.box.left - b.box.left)
  return {
    lines,
    box: unionOf(lines.map(line => line.box)),
    heightPx: median(lines.map(line => line.heightPx)),
    text: lines.map(line => line.line.text).join(' '),
  }
}

function isSameLevel(a: Box, b: Box): boolean {
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return shared >= SHARED_HEIGHT * Math.min(heightOf(a), heightOf(b))
}

/** Whether they cover the same place from left to right, more than boxes drawn a little wide do. */
function overlapsAcross(a: Box, b: Box): boolean {
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  return shared > Math.min(heightOf(a), heightOf(b))
}

import type { Paragraph } from './form-paragraphs.ts'
import type { Row } from './group-rows.ts'
import { listMarker } from './list-marker.ts'

/** Longer rows are rather stressed text. */
const MOST_CHARACTERS = 70
const LEAST_RUNNING = 2
/** Type of one size differs by less. */
const SAME_SIZE = 1.04
const AT_MARGIN = 0.06
const ENDS_A_TEXT = /[.!?:;…)\]]["'”’»]?$/
/** Such a row is a label, or the start of what follows it. */
const ENDS_OPENLY = /[.,;:!?)\]]$/

/** How a row stands out from the text: the letters of a text layer tell their face. */
type Face = 'bold' | 'italic' | undefined

/** The middle of a centred row is this near the column's, and both its ends this far from its margins, in widths of the column. */
const CENTRED = 0.05
const INSET = 0.15
/** Scanned rows in type of one size differ in height by their letters. */
const SAME_SCANNED_SIZE = 1.25
/** Rows of a text have hardly more room between them. */
const SOME_ROOM = 1.15

/**
 * Headings without room above: a short row of its own, set as the headings are that have room, or in bold type right
 * between the end of one text and the start of another. Where faces are not known headings are set alike by being centred.
 */
export function findCloseHeadings(
  paragraphs: readonly Paragraph[],
  sure: ReadonlySet<Paragraph>,
): readonly Paragraph[] {
  const models = [...sure].filter(({ rows }) => rows.length === 1 && !rows[0]?.heading)
  return paragraphs.filter((paragraph, at) => {
    if (sure.has(paragraph) || !looksLikeHeading(paragraph)) return false
    if (!standsBetween(paragraphs[at - 1], paragraph, paragraphs[at + 1])) return false
    return isBold(paragraph) || models.some(model => isSetAlike(model, paragraph))
  })
}

function looksLikeHeading(paragraph: Paragraph): boolean {
  const { rows, cells, code, columnLeftPx, columnWidthPx } = paragraph
  const [row] = rows
  if (!row || rows.length > 1 || row.lines.length > 1 || cells || code !== undefined || row.isContents)
    return false
  const { text, box } = row
  if (text.length > MOST_CHARACTERS || !/^[\p{Lu}\d].*\p{L}{2}/u.test(text) || ENDS_OPENLY.test(text))
    return false
  if (listMarker(text) !== undefined) return false
  if (isCentredScan(paragraph)) return Math.min(paragraph.gapAbove, paragraph.gapBelow) > SOME_ROOM
  return Math.abs(box.left - columnLeftPx) <= AT_MARGIN * columnWidthPx && faceOf(row) !== undefined
}

function isCentredScan({ rows, columnLeftPx, columnRightPx, columnWidthPx }: Paragraph): boolean {
  const [row] = rows
  if (!row || row.lines.some(({ line }) => line.isBold !== undefined)) return false
  const [before, after] = [row.box.left - columnLeftPx, columnRightPx - row.box.right]
  return (
    Math.min(before, after) > INSET * columnWidthPx && Math.abs(before - after) < 2 * CENTRED * columnWidthPx
  )
}

/** After the end of a text and before running text in another face, all in one column. */
function standsBetween(
  before: Paragraph | undefined,
  { block }: Paragraph,
  after: Paragraph | undefined,
): boolean {
  const last = before?.rows.at(-1)
  const first = after?.rows[0]
  if (!before || !after || !last || !first || before.block !== block || after.block !== block) return false
  const isEnded = ENDS_A_TEXT.test(last.text) || before.cells !== undefined || before.code !== undefined
  const runs = after.rows.length >= LEAST_RUNNING && !after.cells && after.code === undefined
  return isEnded && runs && faceOf(first) === undefined && faceOf(last) === undefined
}

const isBold = ({ rows }: Paragraph) => rows.every(row => faceOf(row) === 'bold')

function isSetAlike(model: Paragraph, paragraph: Paragraph): boolean {
  const [one] = model.rows
  const [other] = paragraph.rows
  if (!one || !other || faceOf(one) !== faceOf(other)) return false
  const areScanned = isCentredScan(model) && isCentredScan(paragraph)
  if (!areScanned && faceOf(one) === undefined) return false
  const most = areScanned ? SAME_SCANNED_SIZE : SAME_SIZE
  return Math.max(one.heightPx, other.heightPx) <= most * Math.min(one.heightPx, other.heightPx)
}

function faceOf({ lines }: Row): Face {
  if (lines.every(({ line }) => line.isBold === true)) return 'bold'
  return lines.every(line => line.isItalic === true) ? 'italic' : undefined
}

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

/**
 * Headings without room above: a short row of its own, set as the headings are that have room, or in bold type right
 * between the end of one text and the start of another.
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

function looksLikeHeading({ rows, cells, code, columnLeftPx, columnWidthPx }: Paragraph): boolean {
  const [row] = rows
  if (!row || rows.length > 1 || row.lines.length > 1 || cells || code !== undefined || row.isContents)
    return false
  const { text, box } = row
  if (text.length > MOST_CHARACTERS || !/^[\p{Lu}\d].*\p{L}{2}/u.test(text) || ENDS_OPENLY.test(text))
    return false
  if (Math.abs(box.left - columnLeftPx) > AT_MARGIN * columnWidthPx) return false
  return faceOf(row) !== undefined && listMarker(text) === undefined
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
  return Math.max(one.heightPx, other.heightPx) <= SAME_SIZE * Math.min(one.heightPx, other.heightPx)
}

function faceOf({ lines }: Row): Face {
  if (lines.every(({ line }) => line.isBold === true)) return 'bold'
  return lines.every(line => line.isItalic === true) ? 'italic' : undefined
}

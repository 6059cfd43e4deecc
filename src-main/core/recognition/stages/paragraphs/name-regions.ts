import type { Line, Region, RegionCategory } from '../../../../../src-shared/contract/page.ts'
import { median, middleX, unionOf, widthOf } from '../placed-line.ts'
import { likeness } from '../text-layer/likeness.ts'
import { findCloseHeadings } from './find-close-headings.ts'
import type { Paragraph } from './form-paragraphs.ts'
import { characterWidth, type Row } from './group-rows.ts'
import { isAddress } from './is-address.ts'
import { isByline } from './is-byline.ts'
import { isNumberedEquation } from './is-numbered-equation.ts'
import { joinLines } from './join-lines.ts'
import { joinRows } from './join-rows.ts'
import { listMarker } from './list-marker.ts'
import { withoutLeader } from './mark-contents.ts'

/** Type this much higher than the page's usual is a heading, when it is wider too: heights of scanned lines vary. */
const HEADING_HEIGHT = 1.22
const HEADING_WIDTH = 1.08
/** Type this much higher is a heading however narrow. */
const LARGE_HEADING_HEIGHT = 1.7
/** Scanned type that is so much wider need be less high: capitals lack the strokes below the line. */
const WIDE_HEADING_HEIGHT = 1.12
const WIDE_HEADING_WIDTH = 1.6
/** Where headings are the smaller type of a page, as on covers, type that is known to be so much larger is a heading too. */
const ABOVE_HEADING = 1.25
/** Authors stand under a title in type so much smaller. */
const BYLINE_SIZE = 0.9
/** Rows of one text stand so near, in usual row distances. */
const USUAL_GAP = 1.25
/** A full row ends this near its column's margin, in widths of the column. */
const FULL_ROW = 0.1
/** The script of a signature is read less surely than the name below it, which is short. */
const SAME_NAME = 0.6
const SIGNED_LENGTH = 40
const HEADING_ROWS = 3
const HEADING_LENGTH = 160
/** A short line of usual type is a heading only when it stands apart and ends openly. */
const SHORT_HEADING_LENGTH = 70
const NUMBERED = /^((\d{1,2}(\.\d{1,2}){0,3}\.?)|([IVX]{1,5}\.)|([A-Z]\.))\s+\p{Lu}/u
/** What parts of papers and books are called wherever they are printed. */
const HEADING_WORDS =
  /^(abstract|summary|introduction|conclusions?|references|bibliography|acknowledge?ments?|(table of )?contents|appendix|index|preface|zusammenfassung|einleitung|literatur(verzeichnis)?|inhalt(sverzeichnis)?|anhang|vorwort|résumé|bibliographie|摘要|参考文献|目录|前言|附录)$/iu
/** Words in capitals, and no formula. */
const CAPITALS = /^[\p{Lu}\d\s\p{P}]*\p{Lu}{3}[\p{Lu}\d\s\p{P}]*$/u
const ENDS_AS_LABEL = /[.,;:]$/
const ENDS_AS_SENTENCE = /[.,;:!?)\]]$/

interface PageType {
  readonly bodyHeightPx: number
  readonly bodyCharacterPx: number
  readonly headingHeights: readonly number[]
}

/** Gives each paragraph its category; headings their level by the size of their type. */
export function nameRegions(paragraphs: readonly Paragraph[]): Region[] {
  const rows = paragraphs.flatMap(paragraph => paragraph.rows)
  const body = {
    bodyHeightPx: usual(rows, row => row.heightPx),
    bodyCharacterPx: usual(rows, characterWidth),
  }
  const sure = sureHeadings(paragraphs, body)
  const headings = new Set([...sure, ...findCloseHeadings(paragraphs, sure)])
  const type = { ...body, headingHeights: distinctHeights([...headings].map(heightOfType)) }
  return paragraphs.map(paragraph => regionOf(paragraph, headings.has(paragraph), type))
}

function regionOf(paragraph: Paragraph, isTitle: boolean, type: PageType): Region {
  const lines = paragraph.rows.flatMap(row => row.lines.map(placed => placed.line))
  if (paragraph.cells) return tableOf(paragraph.cells, lines)
  if (paragraph.code !== undefined)
    return { category: 'code', box: unionOf(lines.map(line => line.box)), text: paragraph.code, lines }
  if (isEquation(paragraph)) return equationOf(paragraph, lines)
  const running = joinLines(paragraph.rows.map(row => row.text))
  const isItem = listMarker(running) !== undefined || paragraph.rows.some(row => row.isContents)
  const category: RegionCategory = isTitle ? 'title' : isItem ? 'list' : 'text'
  const text = textOf(paragraph, category, running)
  const region = { category, box: unionOf(lines.map(line => line.box)), text, lines }
  const entry = paragraph.rows[0]?.heading
  if (entry) return { ...region, category: 'title', level: Math.min(6, entry.level), isInOutline: true }
  return isTitle ? { ...region, level: levelOf(heightOfType(paragraph), text, type) } : region
}

const isEquation = ({ rows }: Paragraph) => rows.length === 1 && rows.every(isNumberedEquation)

function equationOf({ rows }: Paragraph, lines: readonly Line[]): Region {
  const text = joinLines(rows.map(row => row.text))
  return { category: 'equation', box: unionOf(lines.map(line => line.box)), text, lines: [...lines] }
}

function textOf(paragraph: Paragraph, category: RegionCategory, running: string): string {
  if (category === 'text') return joinRows(paragraph)
  return paragraph.rows.some(row => row.isContents) ? withoutLeader(running) : running
}

function tableOf(cells: readonly (readonly string[])[], lines: readonly Line[]): Region {
  const text = cells.map(row => row.map(cell => joinLines([cell])).join('\t')).join('\n')
  return { category: 'table', box: unionOf(lines.map(line => line.box)), text, lines: [...lines] }
}

type BodyType = Pick<PageType, 'bodyHeightPx' | 'bodyCharacterPx'>

/** Headings by their own looks, those in yet larger type, and without the names of authors under a title. */
function sureHeadings(paragraphs: readonly Paragraph[], body: BodyType): ReadonlySet<Paragraph> {
  const found = new Set(
    paragraphs.filter((paragraph, index) => isHeading(paragraph, paragraphs[index + 1], body)),
  )
  const least = Math.min(...[...found].map(heightOfType))
  for (const paragraph of paragraphs) {
    const isLarger = isExact(paragraph) && heightOfType(paragraph) > ABOVE_HEADING * least
    if (isLarger && mayBeHeading(paragraph)) found.add(paragraph)
  }
  return new Set(
    paragraphs.filter(
      (paragraph, index) =>
        found.has(paragraph) &&
        !isUnderTitle(paragraph, paragraphs[index - 1], found) &&
        !isSignature(paragraph, paragraphs[index + 1]),
    ),
  )
}

/** Whether a text layer tells the size of its type. */
const isExact = ({ rows }: Paragraph) =>
  rows.every(row => row.lines.every(({ line }) => line.isBold !== undefined))

/** Names under a larger heading are those of its authors. */
function isUnderTitle(
  paragraph: Paragraph,
  above: Paragraph | undefined,
  headings: ReadonlySet<Paragraph>,
): boolean {
  if (!above || !headings.has(above) || paragraph.rows[0]?.heading) return false
  const isSmaller = heightOfType(paragraph) < BYLINE_SIZE * heightOfType(above)
  return isSmaller && isByline(textIn(paragraph))
}

/** Whether a scanned line is a name in larger letters that is printed once more right below it, maybe with a title before it. */
function isSignature(paragraph: Paragraph, next: Paragraph | undefined): boolean {
  const [name] = next?.rows ?? []
  if (!name || paragraph.rows.length > 1 || isExact(paragraph) || paragraph.rows[0]?.heading) return false
  const words = textIn(paragraph).split(' ')
  const last = name.text.split(' ').slice(-words.length).join(' ')
  return likeness(words.join(' '), last) >= SAME_NAME && name.text.length <= SIGNED_LENGTH
}

function isHeading(paragraph: Paragraph, next: Paragraph | undefined, body: BodyType): boolean {
  if (paragraph.rows[0]?.heading) return true
  if (!mayBeHeading(paragraph) || goesOn(paragraph, next)) return false
  return isLargeType(paragraph, body) || standsApart(paragraph, next, textIn(paragraph))
}

const textIn = ({ rows }: Paragraph) => joinLines(rows.map(row => row.text))

/** Whether its length and its first letters are a heading's. */
function mayBeHeading(paragraph: Paragraph): boolean {
  const text = textIn(paragraph)
  if (paragraph.cells || paragraph.code !== undefined || isEquation(paragraph)) return false
  if (paragraph.rows.length > HEADING_ROWS || text.length > HEADING_LENGTH) return false
  if (paragraph.rows.some(row => row.isContents)) return false
  if (!/\p{L}{2}/u.test(text) || /^\p{Ll}/u.test(text)) return false
  const marker = listMarker(text)
  return !marker || NUMBERED.test(text)
}

/** Whether a scanned row fills its column and its sentence goes on right below: its height was taken too large. */
function goesOn(paragraph: Paragraph, next: Paragraph | undefined): boolean {
  const last = paragraph.rows.at(-1)
  if (!last || !next || paragraph.gapBelow > USUAL_GAP || isExact(paragraph)) return false
  const isFull = last.box.right > paragraph.columnRightPx - FULL_ROW * paragraph.columnWidthPx
  return isFull && !ENDS_AS_SENTENCE.test(last.text) && /^\p{Ll}/u.test(next.rows[0]?.text ?? '')
}

function isLargeType(paragraph: Paragraph, body: BodyType): boolean {
  const height = heightOfType(paragraph) / body.bodyHeightPx
  const width = median(paragraph.rows.map(characterWidth)) / body.bodyCharacterPx
  if (height >= LARGE_HEADING_HEIGHT || (height >= HEADING_HEIGHT && width >= HEADING_WIDTH)) return true
  const areWhole = paragraph.rows.every(({ lines }) => lines.length === 1)
  return areWhole && !isExact(paragraph) && height >= WIDE_HEADING_HEIGHT && width >= WIDE_HEADING_WIDTH
}

/** A short single line, open at its end, with more room above than lines usually have, that begins a text. */
function standsApart(paragraph: Paragraph, next: Paragraph | undefined, text: string): boolean {
  const [row] = paragraph.rows
  if (!row || paragraph.rows.length > 1 || text.length > SHORT_HEADING_LENGTH) return false
  const isNumbered = NUMBERED.test(text)
  const isBold = row.lines.every(({ line }) => line.isBold === true)
  // Older books end headings in capitals with a full stop, and running heads, which have nothing above them.
  const mayEnd = CAPITALS.test(text) && !/^\d|\d\W*$/.test(text) && paragraph.gapAbove < Infinity
  const words = mayEnd ? text.replace(/\.$/, '') : text
  const isEnded = isBold ? !isNumbered && ENDS_AS_LABEL.test(text) : ENDS_AS_SENTENCE.test(words)
  if (!/^[\p{Lu}\d]/u.test(text) || isEnded) return false
  if (row.lines.length > 1 && !isNumbered) return false
  if (isBold) return paragraph.gapAbove > 1.25
  if (row.lines.every(line => line.isItalic === true))
    return paragraph.gapAbove > 1.25 && isHeadOf(paragraph, next)
  if (isNumbered) return paragraph.gapAbove > 1.25 && isHeadOf(paragraph, next)
  return isPlainHeading(paragraph, row, next)
}

/** A heading in usual type. Where faces are known, it would rather be bold: then only capitals tell. */
function isPlainHeading(paragraph: Paragraph, row: Row, next: Paragraph | undefined): boolean {
  const knowsFaces = row.lines.every(({ line }) => line.isBold !== undefined)
  if (knowsFaces && !CAPITALS.test(row.text) && !HEADING_WORDS.test(row.text)) return false
  const isApart = paragraph.gapAbove > 1.4 && paragraph.gapBelow < 2.2
  const isShort = widthOf(row.box) < 0.6 * paragraph.columnWidthPx
  return isApart && isShort && paragraph.gapBelow < paragraph.gapAbove && isHeadOf(paragraph, next)
}

/** A heading begins at the margin of its column or stands in the middle, and running text or a numbered heading follows, no address under its date. */
function isHeadOf(paragraph: Paragraph, next: Paragraph | undefined): boolean {
  const { rows, block, columnLeftPx, columnRightPx, columnWidthPx } = paragraph
  const [row] = rows
  if (!row || next?.block !== block) return false
  const slack = 0.1 * columnWidthPx
  const isAtMargin = row.box.left - columnLeftPx < slack
  const isCentred = Math.abs(middleX(row.box) - (columnLeftPx + columnRightPx) / 2) < slack
  if (/\d/.test(row.text) && isAddress(next.rows)) return false
  const runs = next.rows.length > 1 || next.rows.some(({ box }) => widthOf(box) > 0.6 * columnWidthPx)
  return (isAtMargin || isCentred) && (runs || next.rows.some(({ text }) => NUMBERED.test(text)))
}

function heightOfType(paragraph: Paragraph): number {
  return median(paragraph.rows.map(row => row.heightPx))
}

/** What most of the text has, counted by characters. */
function usual(rows: readonly Row[], measure: (row: Row) => number): number {
  const total = rows.reduce((sum, row) => sum + row.text.length, 0)
  let seen = 0
  for (const row of rows.toSorted((a, b) => measure(a) - measure(b))) {
    seen += row.text.length
    if (seen * 2 >= total) return measure(row) || 1
  }
  return 1
}

/** Heights that differ enough to be levels, largest first. */
function distinctHeights(heights: readonly number[]): number[] {
  const levels: number[] = []
  for (const height of heights.toSorted((a, b) => b - a)) {
    const last = levels.at(-1)
    if (last === undefined || height < last / 1.15) levels.push(height)
  }
  return levels
}

function levelOf(height: number, text: string, type: PageType): number {
  const numbered = /^\d{1,2}(\.\d{1,2})*/.exec(text)
  if (numbered && NUMBERED.test(text)) return Math.min(6, numbered[0].split('.').length + 1)
  const rank = type.headingHeights.findIndex(level => height >= level / 1.15)
  const isLarge = height >= HEADING_HEIGHT * type.bodyHeightPx
  return Math.min(6, isLarge ? rank + 1 : Math.max(2, rank + 1))
}

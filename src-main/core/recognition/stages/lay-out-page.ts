import type { Line, Region, Run, Word } from '../../../../src-shared/contract/page.ts'
import type { OutlineEntry } from '../../ports/document-reader.ts'
import { hasRightToLeft } from '../right-to-left.ts'
import { findColumnsAround, standInFor } from './columns/find-columns-around.ts'
import { insertMarginalia, partMarginalia } from './columns/part-marginalia.ts'
import { placeLines } from './columns/place-lines.ts'
import { nameTurnedNumbers, setApartMargins } from './columns/set-apart-margins.ts'
import { placeFigures } from './figures/place-figures.ts'
import { formParagraphs } from './paragraphs/form-paragraphs.ts'
import { groupRows } from './paragraphs/group-rows.ts'
import { joinLines } from './paragraphs/join-lines.ts'
import { linkNotes } from './paragraphs/link-notes.ts'
import { markContents } from './paragraphs/mark-contents.ts'
import { markHeadings } from './paragraphs/mark-headings.ts'
import { mergeTitles } from './paragraphs/merge-titles.ts'
import { nameNotes } from './paragraphs/name-notes.ts'
import { nameRegions } from './paragraphs/name-regions.ts'
import { nestLists } from './paragraphs/nest-lists.ts'
import { styleRegions } from './paragraphs/style-regions.ts'
import { heightOf, type PlacedLine, widthOf } from './placed-line.ts'
import type { Ruling } from './tables/find-rulings.ts'

/** So much higher than wide is no level text of four letters or more. */
const TURNED = 1.3

/** What is known of a page besides its lines. */
export interface PageLayout {
  readonly heightPx: number
  readonly skewDegrees: number
  /** The entries of the document's outline that lead to the page. */
  readonly outline?: readonly OutlineEntry[]
  /** How words are set that are not plain. */
  readonly styles?: ReadonlyMap<Word, readonly Run[]>
  /** Figures, formulas and tables, whose lines are not among the page's. */
  readonly pictures?: readonly Region[]
  /** Upright rules that may part columns, on the straightened page. */
  readonly rules?: readonly Ruling[]
}

/** Puts lines into regions in reading order: columns, paragraphs, headings, lists, code, running headers and footers. */
export function layOutPage(lines: readonly Line[], layout: PageLayout): Region[] {
  const { heightPx, skewDegrees, outline = [], styles = new Map(), pictures = [], rules = [] } = layout
  const straight = placeLines(lines, skewDegrees)
  const mirror = isRightToLeft(lines) ? mirrored : undefined
  const placed = straight.map(mirror ?? (line => withFaces(line, styles)))
  const { text: level, notes } = partMarginalia(placed.filter(line => !runsAcross(line)))
  const across = placed.filter(runsAcross)
  const standIns = pictures.map(picture => standInFor(picture, lines, { skewDegrees, mirror }))
  const { blocks, after } = findColumnsAround(
    level,
    standIns,
    mirror ? rules.map(rule => ({ ...rule, at: -rule.at })) : rules,
  )
  const paragraphs = blocks.flatMap((block, index) =>
    formParagraphs(markContents(markHeadings(groupRows(block), outline)), index),
  )
  const bodyPx = bodyHeight(level)
  const regions = nestLists(mergeTitles(nameRegions(paragraphs), bodyPx))
  const isExact = lines.some(line => line.isBold !== undefined)
  const noted = nameNotes(setApartMargins(regions, heightPx, styles), { heightPx, bodyPx, isExact })
  const whole = insertMarginalia(noted, notes)
  const hasContents = paragraphs.some(({ rows }) => rows.some(row => row.isContents))
  const sideways = across.map(({ line }) => regionAcross(line, hasContents))
  return placeFigures(
    linkNotes(styleRegions(nameTurnedNumbers([...whole, ...sideways]), styles)),
    pictures,
    after,
  )
}

/** The height of the type that most of the text is set in. */
function bodyHeight(placed: readonly PlacedLine[]): number {
  const total = placed.reduce((sum, { line }) => sum + line.text.length, 0)
  let seen = 0
  for (const { heightPx, line } of placed.toSorted((a, b) => a.heightPx - b.heightPx)) {
    seen += line.text.length
    if (seen * 2 >= total) return heightPx
  }
  return 0
}

/** Whether most lines are written from right to left. */
function isRightToLeft(lines: readonly Line[]): boolean {
  return lines.filter(line => hasRightToLeft(line.text)).length * 2 > lines.length
}

/** What is read from right to left is laid out as its mirror image, whose lines begin at the left. */
function mirrored(placed: PlacedLine): PlacedLine {
  const { left, right } = placed.box
  return { ...placed, box: { ...placed.box, left: -right, right: -left } }
}

function withFaces(placed: PlacedLine, styles: ReadonlyMap<Word, readonly Run[]>): PlacedLine {
  const { words } = placed.line
  const first = words.findIndex(word => !(styles.get(word)?.every(run => run.isBold === true) ?? false))
  const boldWords = first < 0 ? words.length : first
  const isItalic = words.every(word => styles.get(word)?.every(run => run.isItalic === true) ?? false)
  if (boldWords === 0 && !isItalic) return placed
  return { ...placed, boldWords, isItalic }
}

/** Text that runs up or down the page's side takes no part in columns and rows: level letters of that number are wider than high. */
function runsAcross({ box, line }: PlacedLine): boolean {
  return heightOf(box) > TURNED * widthOf(box) && line.text.length > 3
}

/** Beside contents, digits on top of each other are their page numbers, read as one. */
function regionAcross(line: Line, hasContents: boolean): Region {
  const digits = [...line.text].filter(character => /\d/.test(character)).length
  const isColumn = hasContents && digits * 2 > line.text.length
  const category = isColumn ? 'page-number' : 'text'
  return { category, box: line.box, text: joinLines([line.text]), lines: [line] }
}

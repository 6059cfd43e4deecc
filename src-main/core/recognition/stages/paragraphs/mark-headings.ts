import type { OutlineEntry } from '../../../ports/document-reader.ts'
import { type PlacedLine, unionOf } from '../placed-line.ts'
import { type Row, rowOf } from './group-rows.ts'

/** A heading may be set on so many rows. */
const MOST_ROWS = 4
const MOST_CHARACTERS = 400
/** In heights of the larger row. */
const FARTHEST = 3
const LARGEST_RATIO = 1.5
/** Bold words at the start of a text that are numbered and end with a full stop: "1.2.3 Equality." */
const NUMBERED_RUN_IN = /^\d{1,2}(\.\d{1,2}){1,4}\.?\s.{0,80}\p{L}.{0,80}[.:]$/u

/** Rows of which the document's own outline says that they are headings bear its entry. Headings at the start of a text get a row of their own. */
export function markHeadings(rows: readonly Row[], entries: readonly OutlineEntry[]): Row[] {
  const titles = titlesOf(entries)
  const parted = rows.flatMap(row => partRunIn(row, titles))
  if (titles.size === 0) return parted
  const marked: Row[] = []
  let at = 0
  while (at < parted.length) {
    const found = headingAt(parted, at, titles)
    const row = parted[at]
    if (found)
      marked.push(...parted.slice(at, at + found.rowCount).map(each => ({ ...each, heading: found.entry })))
    else if (row) marked.push(row)
    at += found?.rowCount ?? 1
  }
  return marked
}

/** Entries by what is the same in a heading on the page: its letters and digits. */
type Titles = ReadonlyMap<string, OutlineEntry>

/** The longest heading that begins with this row. */
function headingAt(rows: readonly Row[], at: number, titles: Titles) {
  let text = ''
  let longest: { readonly rowCount: number; readonly entry: OutlineEntry } | undefined
  for (let rowCount = 1; rowCount <= MOST_ROWS; rowCount++) {
    const row = rows[at + rowCount - 1]
    if (!row || text.length > MOST_CHARACTERS) break
    if (rowCount > 1 && !isSetAlike(rows[at + rowCount - 2], row)) break
    text = `${text.replace(/[-‐\u00ad]$/, '')} ${row.text}`
    const entry = entryFor(text, titles)
    if (entry && !isRunningText(text, row, entry)) longest = { rowCount, entry }
  }
  return longest
}

/** Rows of one heading are near each other and of about one size. */
function isSetAlike(upper: Row | undefined, lower: Row): boolean {
  if (!upper) return false
  const [smaller, larger] = [upper.heightPx, lower.heightPx].toSorted((a, b) => a - b)
  const isNear = lower.box.top - upper.box.bottom < FARTHEST * (larger ?? 0)
  return isNear && (larger ?? 0) < LARGEST_RATIO * (smaller ?? 0)
}

/** The last row of a sentence may happen to be a title's words. */
function isRunningText(text: string, last: Row, { title }: OutlineEntry): boolean {
  const startsSmall = /^\s*\p{Ll}/u.test(text) && !/^\p{Ll}/u.test(title)
  const isBold = last.lines.every(({ line }) => line.isBold === true)
  return startsSmall || (!isBold && /\.$/.test(text) && !/\.$/.test(title))
}

function entryFor(text: string, titles: Titles): OutlineEntry | undefined {
  const labelled = text.trim().replace(LABEL, '')
  const bare = titles.get(`bare ${plain(labelled.replace(NUMBER, ''))}`)
  return titles.get(plain(text)) ?? titles.get(plain(labelled)) ?? bare
}

/** A row whose bold start is a heading becomes two. */
function partRunIn(row: Row, titles: Titles): Row[] {
  const [first] = row.lines
  if (!first || first.line.isBold === true) return [row]
  const { words } = first.line
  for (let count = Math.min(words.length - 1, 12); count > 0; count--) {
    const text = words
      .slice(0, count)
      .map(word => word.text)
      .join(' ')
    if (!first.boldWords || first.boldWords < count) continue
    const isWhole = first.boldWords === count
    if (!(titles.size > 0 && entryFor(text, titles)) && !(isWhole && NUMBERED_RUN_IN.test(text))) continue
    const [head, rest] = partLine(first, count)
    return [rowOf([head]), rowOf([rest, ...row.lines.slice(1)])]
  }
  return [row]
}

function partLine(placed: PlacedLine, count: number): readonly [PlacedLine, PlacedLine] {
  const { line, box } = placed
  const part = (words: typeof line.words, isBold: boolean): PlacedLine => {
    const around = unionOf(words.map(word => word.box))
    return {
      heightPx: placed.heightPx,
      box: { ...box, left: around.left, right: around.right },
      line: { ...line, isBold, text: words.map(word => word.text).join(' '), box: around, words },
    }
  }
  return [part(line.words.slice(0, count), true), part(line.words.slice(count), false)]
}

const LABEL = /^(chapter|appendix|section|part|kapitel|anhang|abschnitt|teil)\s+/i
const NUMBER = /^([A-Z]|\d{1,3}|[IVXLC]{1,6})((\.\d{1,3})*\.?:?)\s+(?=\S)/

function titlesOf(entries: readonly OutlineEntry[]): Titles {
  const titles = new Map<string, OutlineEntry>()
  for (const entry of entries) {
    const labelled = entry.title.trim().replace(LABEL, '')
    const unnumbered = labelled.replace(NUMBER, '')
    // A number on the page that the outline lacks is no objection; one that both have must be the same.
    if (unnumbered === labelled) titles.set(`bare ${plain(labelled)}`, entry)
    for (const title of [unnumbered, labelled, entry.title]) titles.set(plain(title), entry)
  }
  titles.delete('')
  titles.delete('bare ')
  return titles
}

const plain = (text: string) =>
  (/^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC')).toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

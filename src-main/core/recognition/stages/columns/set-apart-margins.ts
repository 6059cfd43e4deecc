import type { Region, RegionCategory, Run, Word } from '../../../../../src-shared/contract/page.ts'
import { heightOf, median, middleY, widthOf } from '../placed-line.ts'

/** Running headers and footers stand within this share of the page's height from its edge. */
const MARGIN = 0.1
/** They keep this distance from the text, in line heights. */
const LEAST_DISTANCE = 0.4
/** Fewer digits on each other may be upright. */
const TURNED_LENGTH = 3
const HEADER_LENGTH = 120
/** Nothing but sheets' own lines stands within this share of the height from the edge of a page of so many lines. */
const RIM = 0.045
const RIM_DISTANCE = 1.5
const LEAST_LINES = 40
const FAR_BELOW = 2
const SMALL_TYPE = 0.95
/** The text begins so far below a head of several rows. */
const HEAD_DISTANCE = 2
/** The page number of a running header stands this many line heights apart from its words. */
const NUMBER_DISTANCE = 3
const PAGE_NUMBER =
  /^[-–—\s[(]*(page\s+)?((?:(?:\d{1,3}|[A-Z])-)?\d{1,4}|[ivxlcdm]{1,7})(\s*(\/|of)\s*\d{1,4})?[-–—\s\])]*$/i

/** The page's edge at which a region stands, if it is the outermost there. */
type Edge = 'top' | 'bottom'

/** Names page numbers, and running headers and footers that carry one. What stands in doubt stays text. */
export function setApartMargins(
  regions: readonly Region[],
  heightPx: number,
  styles: ReadonlyMap<Word, readonly Run[]> = new Map(),
): Region[] {
  if (regions.length < 2) return [...regions]
  const unit = median(regions.flatMap(region => region.lines.map(line => heightOf(line.box))))
  const found = regions.map(region => {
    if (isLoneNumber(region, regions, unit) || isTurnedNumber(region, regions))
      return withCategory(region, 'page-number')
    if (isAtRim(region, regions, { heightPx, unit })) {
      return withCategory(region, middleY(region.box) < heightPx / 2 ? 'header' : 'footer')
    }
    const edge = edgeOf(region, regions, { heightPx, unit })
    const isNote =
      isNextNote(region, regions, unit) ||
      (!carriesNumber(region, unit) && isMarkedNote(region, regions, styles))
    const category = edge && !isNote ? categoryAt(edge, region, unit) : undefined
    return category ? withCategory(region, category) : region
  })
  return setApartHead(found, { heightPx, unit })
}

/** A page number at the end of a row of a head of several, far above the text: with it all of them are running headers. */
function setApartHead(regions: readonly Region[], { heightPx, unit }: PageSizes): Region[] {
  const right = Math.max(...regions.map(({ box }) => box.right))
  const isRow = ({ box, text }: Region) => heightOf(box) < 2 * unit && text.length <= HEADER_LENGTH
  const numbered = regions.find(region => {
    if (!isRow(region) || region.box.bottom > MARGIN * heightPx) return false
    const isLone = /^\d{1,4}$/.test(region.text) && region.box.right > right - unit
    return isLone || carriesNumber(region, unit)
  })
  if (!numbered) return [...regions]
  const isInHead = (region: Region) => isRow(region) && middleY(region.box) < middleY(numbered.box) + unit / 2
  const body = Math.min(...regions.filter(region => !isInHead(region)).map(({ box }) => box.top))
  if (body - numbered.box.bottom < HEAD_DISTANCE * unit) return [...regions]
  return regions.map(region => {
    if (!isInHead(region)) return region
    return withCategory(region, PAGE_NUMBER.test(region.text) ? 'page-number' : 'header')
  })
}

function withCategory({ level: _, ...region }: Region, category: RegionCategory): Region {
  return { ...region, category }
}

/** A number alone far below all else, wherever the page ends. */
function isLoneNumber(region: Region, regions: readonly Region[], unit: number): boolean {
  if (!/^[-–—]?\s?\d{1,4}\s?[-–—]?$/.test(region.text)) return false
  return regions.every(other => other === region || other.box.bottom < region.box.top - FAR_BELOW * unit)
}

/** The page number of a sheet that is bound at another edge stands upright beside all else. */
function isTurnedNumber({ text, box }: Region, regions: readonly Region[]): boolean {
  if (!PAGE_NUMBER.test(text) || text.length < TURNED_LENGTH || heightOf(box) < widthOf(box)) return false
  const others = regions.filter(other => other.box !== box)
  return (
    others.every(other => other.box.left > box.right) || others.every(other => other.box.right < box.left)
  )
}

/** Names the page numbers that stand sideways. */
export function nameTurnedNumbers(regions: readonly Region[]): Region[] {
  return regions.map(region =>
    isTurnedNumber(region, regions) ? withCategory(region, 'page-number') : region,
  )
}

/** A row of a text layer at the very rim of the sheet, where printers of sheets put their lines. */
function isAtRim(region: Region, regions: readonly Region[], { heightPx, unit }: PageSizes): boolean {
  const y = middleY(region.box)
  if (region.lines.some(line => line.isBold === undefined) || heightPx < LEAST_LINES * unit) return false
  if ((y > RIM * heightPx && y < (1 - RIM) * heightPx) || region.text.length > HEADER_LENGTH) return false
  if (heightOf(region.box) > 2 * unit) return false
  return regions.every(
    other =>
      other === region ||
      Math.abs(middleY(other.box) - y) < unit ||
      Math.min(Math.abs(other.box.top - region.box.bottom), Math.abs(region.box.top - other.box.bottom)) >
        RIM_DISTANCE * unit,
  )
}

interface PageSizes {
  readonly heightPx: number
  readonly unit: number
}

function edgeOf(region: Region, regions: readonly Region[], { heightPx, unit }: PageSizes): Edge | undefined {
  const y = middleY(region.box)
  const others = regions.filter(other => Math.abs(middleY(other.box) - y) > unit)
  const isAbove = others.every(other => other.box.top > region.box.bottom - unit + LEAST_DISTANCE * unit)
  if (y < MARGIN * heightPx && isAbove) return 'top'
  const isBelow = others.every(other => other.box.bottom < region.box.top + unit - LEAST_DISTANCE * unit)
  return y > (1 - MARGIN) * heightPx && isBelow ? 'bottom' : undefined
}

function categoryAt(edge: Edge, region: Region, unit: number): RegionCategory | undefined {
  if (PAGE_NUMBER.test(region.text)) return 'page-number'
  const isOneRow = heightOf(region.box) < 2 * unit
  if (!isOneRow || region.text.length > HEADER_LENGTH) return undefined
  if (!carriesNumber(region, unit) && !isSmallWithNumber(region, unit)) return undefined
  return edge === 'top' ? 'header' : 'footer'
}

/** Words and a number beside them in smaller type than the page's. */
function isSmallWithNumber({ lines, text }: Region, unit: number): boolean {
  const isSmall = lines.every(line => line.fontSizePx !== undefined && heightOf(line.box) < SMALL_TYPE * unit)
  return isSmall && /^\d{1,4}\s+\p{L}|[\p{L}.)]\s+\d{1,4}$/u.test(text)
}

/** The last of several footnotes: what stands right above it has the number before. */
function isNextNote({ text, box }: Region, regions: readonly Region[], unit: number): boolean {
  return regions.some(
    other =>
      numberOfNote(other.text) === numberOfNote(text) - 1 &&
      other.box.bottom < middleY(box) &&
      box.top - other.box.bottom < unit,
  )
}

const numberOfNote = (text: string): number =>
  Number(/^\d{1,3}(?=[.)]?\s*["“(]?\p{L})/u.exec(text)?.[0] ?? Number.NaN)

/** A footnote: its mark stands raised in another text of the page. */
function isMarkedNote(
  { text, lines: own }: Region,
  regions: readonly Region[],
  styles: ReadonlyMap<Word, readonly Run[]>,
): boolean {
  const mark = /^(?:\d{1,3}|[*∗†‡§¶#]{1,3})(?=[.)]?\s*["“(]?\p{L})/u.exec(text)?.[0]
  if (mark === undefined) return false
  const isMark = (run: Run) => run.script === 'super' && run.text === mark
  return regions.some(
    ({ lines }) =>
      lines !== own && lines.some(line => line.words.some(word => styles.get(word)?.some(isMark))),
  )
}

/** Words on one side, a page number far off on the other. */
function carriesNumber({ lines }: Region, unit: number): boolean {
  const words = lines.flatMap(line => line.words).toSorted((a, b) => a.box.left - b.box.left)
  const [first, second] = words
  const last = words.at(-1)
  const lastButOne = words.at(-2)
  if (!first || !second || !last || !lastButOne) return false
  const isFar = (distance: number) => distance > NUMBER_DISTANCE * unit
  if (/^\d{1,4}$/.test(first.text) && isFar(second.box.left - first.box.right)) return true
  return /^\d{1,4}$/.test(last.text) && isFar(last.box.left - lastButOne.box.right)
}

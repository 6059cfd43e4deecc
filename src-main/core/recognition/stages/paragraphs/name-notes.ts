import type { Region } from '../../../../../src-shared/contract/page.ts'
import { heightOf } from '../placed-line.ts'
import { startsAsCaption } from './starts-as-caption.ts'

/** What a page's text is set in, by which notes are told from it. */
export interface NotePlace {
  readonly heightPx: number
  readonly bodyPx: number
  /** Whether sizes are those of the type: those of scanned lines differ by their letters. */
  readonly isExact: boolean
}

const CAPTION_LENGTH = 900
const FOOTNOTE = /^(?:\[(\d{1,3})\]|(\d{1,3})|([*∗†‡§¶#]{1,3}))[.)]?\s*(?=\p{L}|["“(])/u
/** Footnotes are smaller than the text by this share, and stand in the lower part of the page. */
const SMALLER = 0.93
const LOWER_PART = 0.5
/** Notes without a mark stand this far below the text, in sizes of its type. */
const FAR_BELOW = 2
const GOES_ON = /[\p{L}\p{N},-]$/u

/** Finds captions by their first words, and footnotes by their mark, small type and place. */
export function nameNotes(regions: readonly Region[], place: NotePlace): Region[] {
  const named = regions.map(region => (isCaption(region) ? withCategory(region, 'caption') : region))
  const notes = footnotesOf(named, place)
  const last = { label: '' }
  return named.map(region => {
    if (!notes.has(region)) return region
    const label = labelOf(region.text)
    if (label !== undefined) last.label = label
    return { ...withCategory(region, 'footnote'), ...(label === undefined ? {} : { label }) }
  })
}

function isCaption({ category, text }: Region): boolean {
  if (category !== 'text' && category !== 'title' && category !== 'list') return false
  return text.length <= CAPTION_LENGTH && startsAsCaption(text)
}

/** Small type below which there is nothing but small type and margins. */
function footnotesOf(
  regions: readonly Region[],
  { heightPx, bodyPx, isExact }: NotePlace,
): ReadonlySet<Region> {
  if (!isExact) return new Set()
  const isSmall = (region: Region) => typeOf(region) > 0 && typeOf(region) < SMALLER * bodyPx
  const isText = ({ category }: Region) => category === 'text' || category === 'list'
  const candidates = regions.filter(
    region => isText(region) && isSmall(region) && region.box.top > LOWER_PART * heightPx,
  )
  const others = regions.filter(
    region => !candidates.includes(region) && !['footer', 'page-number', 'header'].includes(region.category),
  )
  const lowest = candidates.filter(
    region =>
      !others.some(other => other.box.top > region.box.top && overlapsAcross(other, region)) &&
      others.some(other => isText(other) && overlapsAcross(other, region)),
  )
  const first = lowest.find(region => labelOf(region.text) !== undefined)
  if (!first) return new Set(imprintOf(lowest, others, bodyPx))
  return new Set(
    lowest.filter(region => labelOf(region.text) !== undefined && region.box.top >= first.box.top - bodyPx),
  )
}

/** What stands in small type at the foot of a column, far below a text that goes on in the next one: the publisher's lines. */
function imprintOf(lowest: readonly Region[], others: readonly Region[], bodyPx: number): readonly Region[] {
  return lowest.filter(region => {
    const above = others
      .filter(other => overlapsAcross(other, region) && other.box.bottom <= region.box.top)
      .toSorted((a, b) => b.box.bottom - a.box.bottom)[0]
    if (above?.category !== 'text' || !GOES_ON.test(above.text)) return false
    const highest = Math.min(
      ...lowest.filter(other => overlapsAcross(other, region)).map(other => other.box.top),
    )
    return highest - above.box.bottom > FAR_BELOW * bodyPx
  })
}

const overlapsAcross = (a: Region, b: Region) =>
  Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 0

function labelOf(text: string): string | undefined {
  const found = FOOTNOTE.exec(text)
  return found ? (found[1] ?? found[2] ?? found[3]) : undefined
}

function typeOf(region: Region): number {
  const sizes = region.lines.map(line => line.fontSizePx ?? heightOf(line.box))
  return Math.max(0, ...sizes)
}

function withCategory({ level: _, depth: __, ...region }: Region, category: Region['category']): Region {
  return { ...region, category }
}

import { NUMBER_END, NUMBER_START } from '../html/number-signs.ts'
import { type ListPlaces, listPlaces } from './list-places.ts'
import { numberText, UNNUMBERED } from './number-text.ts'
import { PARAGRAPH_PROPERTIES } from './paragraph-properties.ts'
import type { ParagraphStyles } from './paragraph-styles.ts'
import type { NumberedLevel, NumberedList } from './read-numbering.ts'

/** How far each level of a list has counted. */
type Counts = (number | undefined)[]

/** What Word knows of the lists of a document. */
export interface Numbering {
  readonly lists: ReadonlyMap<string, NumberedList>
  readonly styles: ParagraphStyles
}

/**
 * The text of a Word document with the numbers that Word computes for its lists and headings, between signs of our own.
 * Paragraphs that are numbered through their style say so themselves afterwards.
 */
export function withNumbers(xml: string, { lists, styles }: Numbering): string {
  if (lists.size === 0) return xml
  const places: ListPlaces = listPlaces(lists, styles)
  const counts = new Map<string, Counts>()
  const begun = new Set<string>()
  return xml.replace(PARAGRAPH_PROPERTIES, properties => {
    const place = places.of(properties)
    const list = lists.get(place?.list ?? '')
    if (!place || !list) return places.write(properties, place)
    const counted = counts.get(list.definition) ?? []
    counts.set(list.definition, counted)
    if (!begun.has(place.list)) for (const [at, start] of list.restarts) counted[at] = start - 1
    begun.add(place.list)
    const number = nextNumber(list.levels, counted, place.level)
    const written = places.write(properties, place)
    return number === ''
      ? written
      : `${written}<w:r><w:t>${NUMBER_START}${escaped(number)}${NUMBER_END}</w:t></w:r>`
  })
}

/** Counts on, and lets deeper levels begin anew. Empty for an item without a number. */
function nextNumber(levels: NumberedList['levels'], counts: Counts, level: number): string {
  const own = levels.get(level)
  if (!own) return ''
  counts[level] = (counts[level] ?? own.start - 1) + 1
  for (let deeper = level + 1; deeper < counts.length; deeper++)
    if (level < (levels.get(deeper)?.restartsAfter ?? deeper)) counts[deeper] = undefined
  if (UNNUMBERED.has(own.format)) return ''
  return own.pattern
    .replace(/%([1-9])/g, (_, digit: string) => countOf({ levels, counts, own }, Number(digit) - 1))
    .trim()
}

interface Counting {
  readonly levels: NumberedList['levels']
  readonly counts: Readonly<Counts>
  /** The level of the item that is numbered. */
  readonly own: NumberedLevel
}

function countOf({ levels, counts, own }: Counting, level: number): string {
  const known = levels.get(level)
  const format = own.isLegal ? 'decimal' : (known?.format ?? '')
  return numberText(counts[level] ?? known?.start ?? 1, format)
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

import { numeral } from '../html/list-numbers.ts'
import { NUMBER_END, NUMBER_START } from '../html/number-signs.ts'
import { PARAGRAPH_PROPERTIES } from './paragraph-properties.ts'
import type { NumberedLevel, NumberedList } from './read-numbering.ts'

const LIST = /<w:numPr\b[^>]*>(?:(?!<\/w:numPr>)[\s\S])*<\/w:numPr>/
const LIST_ID = /<w:numId\b[^>]*?w:val="(\d+)"/
const LEVEL = /<w:ilvl\b[^>]*?w:val="(\d)"/

const NUMBERINGS: Readonly<Record<string, string>> = {
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
}
/** What has no number. */
const UNNUMBERED: ReadonlySet<string> = new Set(['bullet', 'none'])

/** The text of a Word document with the numbers that Word computes for its lists, between signs of our own. */
export function withNumbers(xml: string, lists: ReadonlyMap<string, NumberedList>): string {
  if (lists.size === 0) return xml
  const counts = new Map<string, number[]>()
  const begun = new Set<string>()
  return xml.replace(PARAGRAPH_PROPERTIES, properties => {
    const place = LIST.exec(properties)?.[0] ?? ''
    const id = LIST_ID.exec(place)?.[1] ?? ''
    const list = lists.get(id)
    if (!list) return properties
    const level = Number(LEVEL.exec(place)?.[1] ?? 0)
    const counted = counts.get(list.definition) ?? []
    counts.set(list.definition, counted)
    if (!begun.has(id)) for (const [at, start] of list.restarts) counted[at] = start - 1
    begun.add(id)
    const number = nextNumber(list.levels, counted, level)
    return number === ''
      ? properties
      : `${properties}<w:r><w:t>${NUMBER_START}${escaped(number)}${NUMBER_END}</w:t></w:r>`
  })
}

/** Counts on, and lets deeper levels begin anew. Empty for an item without a number. */
function nextNumber(levels: NumberedList['levels'], counts: number[], level: number): string {
  const own = levels.get(level)
  if (!own) return ''
  counts[level] = (counts[level] ?? own.start - 1) + 1
  counts.length = level + 1
  if (UNNUMBERED.has(own.format)) return ''
  return own.pattern
    .replace(/%([1-9])/g, (_, digit: string) => countOf(levels, counts, Number(digit) - 1))
    .trim()
}

function countOf(levels: NumberedList['levels'], counts: readonly number[], level: number): string {
  const known: NumberedLevel | undefined = levels.get(level)
  return numeral(counts[level] ?? known?.start ?? 1, NUMBERINGS[known?.format ?? ''] ?? '1')
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

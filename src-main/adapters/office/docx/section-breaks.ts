import { PARAGRAPH_PROPERTIES } from './paragraph-properties.ts'

const SECTION = /<w:sectPr\b(?:[^>]*\/>|[^>]*>(?:(?!<\/?w:sectPr\b)[\s\S])*<\/w:sectPr>)/g
const SAME_PAGE = /<w:type\s+w:val="(?:continuous|nextColumn)"/
const PARAGRAPH_EDGE = /<(\/?)w:p(?:>|\s[^>]*[^>/]>|\s[^>]*\/>)/g

/**
 * The text of a Word document with this break after the last paragraph of each section whose next section begins a page. How
 * a section begins stands in its own properties, which come at its end: in its last paragraph, or after the last of all.
 */
export function withSectionBreaks(xml: string, pageBreak: string): string {
  const sections = [...xml.matchAll(SECTION)].map(match => ({ at: match.index, text: match[0] }))
  if (sections.length < 2) return xml
  const last: number[] = []
  let own = 0
  for (const { index, 0: properties } of xml.matchAll(PARAGRAPH_PROPERTIES)) {
    const end = index + properties.length
    while ((sections[own]?.at ?? end) < index) own += 1
    const next = (sections[own]?.at ?? end) < end ? sections[own + 1] : undefined
    if (next && !SAME_PAGE.test(next.text)) last.push(index)
  }
  let broken = ''
  let from = 0
  for (const at of paragraphEnds(xml, last)) {
    broken += xml.slice(from, at) + pageBreak
    from = at
  }
  return broken + xml.slice(from)
}

/** Where the paragraphs end whose properties stand at these places; paragraphs may lie in others, as those of text boxes do. */
function paragraphEnds(xml: string, places: readonly number[]): readonly number[] {
  const ends: number[] = []
  const isWanted: boolean[] = []
  let next = 0
  for (const { 0: edge, 1: slash, index } of xml.matchAll(PARAGRAPH_EDGE)) {
    for (; (places[next] ?? index) < index; next += 1) isWanted[isWanted.length - 1] = true
    if (slash === '/' && isWanted.pop()) ends.push(index)
    if (slash === '' && !edge.endsWith('/>')) isWanted.push(false)
  }
  return ends
}

import { isHeadingStyle } from './heading-styles.ts'
import { ownPlace, styleOf } from './list-places.ts'
import { PARAGRAPH_PROPERTIES } from './paragraph-properties.ts'
import { styleChain } from './paragraph-styles.ts'
import type { Numbering } from './with-numbers.ts'

/** Our own name for the style of paragraphs that go on with an item of this level. */
const NAME = 'PageloomContinued'
/** Mammoth knows lists of five levels. */
const LEVELS = [0, 1, 2, 3, 4]

/** Lines for Mammoth's style map: such paragraphs go into the item before them. */
export const CONTINUATION_STYLES = LEVELS.map(
  level => `p.${NAME}${level} => ${'ul|ol > li > '.repeat(level + 1)}p:fresh`,
)

const PARAGRAPH = /<w:p[\s>]/g
/** What ends an item, or goes out of it. */
const PARTING = /<\/?w:(?:tbl|tc|txbxContent|sectPr|drawing|pict|object)\b|w:type="page"/
const INDENT = /<w:ind\b[^>]*?w:(?:left|start)="(-?\d+)"/
/** Styles whose paragraphs are told from others by their indent alone. */
const RUNNING_TEXT = /^(?:normal|list paragraph|body text|text body)$/i

interface Paragraph {
  readonly properties: string
  readonly at: number
  readonly item: { readonly list: string; readonly level: number } | undefined
}

/**
 * The text of a Word document in which paragraphs that go on with the item of a list bear a style of our own: those whose
 * style says so, and those between two items of a list that are indented as the items' text. The numbers stand already.
 */
export function withContinuations(xml: string, numbering: Numbering): string {
  if (numbering.lists.size === 0) return xml
  const paragraphs = [...xml.matchAll(PARAGRAPH_PROPERTIES)].map(
    (match): Paragraph => ({
      properties: match[0],
      at: match.index,
      item: itemOf(match[0], numbering),
    }),
  )
  const levels = new Map<number, number>()
  for (let at = 0; at < paragraphs.length; at++) {
    const item = paragraphs[at]
    if (!item?.item || !LEVELS.includes(item.item.level)) continue
    let end = at + 1
    while (follows(xml, paragraphs, end) && goesOn(item, paragraphs[end], numbering)) end++
    const next = paragraphs[end]?.item
    const isWithin =
      next !== undefined && definitionOf(next.list, numbering) === definitionOf(item.item.list, numbering)
    for (const paragraph of paragraphs.slice(at + 1, end)) {
      if (!isWithin && !isContinued(paragraph, numbering)) break
      levels.set(paragraph.at, item.item.level)
    }
    at = end - 1
  }
  return xml.replace(PARAGRAPH_PROPERTIES, (properties: string, at: number) => {
    const level = levels.get(at)
    if (level === undefined) return properties
    return properties
      .replace(/<w:pStyle\b[^>]*>/, '')
      .replace(/^<w:pPr\b[^>]*>/, start => `${start}<w:pStyle w:val="${NAME}${level}"/>`)
  })
}

const definitionOf = (list: string, { lists }: Numbering): string | undefined => lists.get(list)?.definition

function itemOf(properties: string, { lists, styles }: Numbering): Paragraph['item'] {
  const { list, level } = ownPlace(properties)
  if (list === undefined || level === undefined || !lists.has(list)) return undefined
  return isHeadingStyle(styleOf(properties) ?? '', styles) ? undefined : { list, level }
}

/** Whether the paragraph comes right after the one before it, and nothing in both parts them. */
function follows(xml: string, paragraphs: readonly Paragraph[], at: number): boolean {
  const before = paragraphs[at - 1]
  const own = paragraphs[at]
  if (!before || !own) return false
  const between = xml.slice(before.at, own.at)
  const rest = xml.slice(own.at, xml.indexOf('</w:p>', own.at))
  return between.match(PARAGRAPH)?.length === 1 && !PARTING.test(between) && !PARTING.test(rest)
}

function goesOn({ item, properties }: Paragraph, next: Paragraph | undefined, numbering: Numbering): boolean {
  if (!item || !next || ownPlace(next.properties).list !== undefined) return false
  if (isContinued(next, numbering)) return true
  const style = styleOf(next.properties)
  if (style !== undefined && !RUNNING_TEXT.test(numbering.styles.get(style)?.name ?? style)) return false
  const indent = indentOf(next.properties) ?? indentOfStyle(style, numbering)
  const itemIndent =
    indentOf(properties) ??
    numbering.lists.get(item.list)?.levels.get(item.level)?.indent ??
    indentOfStyle(styleOf(properties), numbering)
  return indent !== undefined && indent > 0 && indent === itemIndent
}

/** Word's styles “List Continue”, “List Continue 2” …, and those that stand on them. */
const isContinued = ({ properties }: Paragraph, { styles }: Numbering): boolean =>
  styleChain(styleOf(properties), styles).some(({ name }) => /^list continue(?: \d)?$/i.test(name))

function indentOf(properties: string): number | undefined {
  const indent = INDENT.exec(properties)?.[1]
  return indent === undefined ? undefined : Number(indent)
}

const indentOfStyle = (style: string | undefined, { styles }: Numbering): number | undefined =>
  styleChain(style, styles).find(({ indent }) => indent !== undefined)?.indent

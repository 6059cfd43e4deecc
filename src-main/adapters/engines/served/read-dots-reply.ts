import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import type { RegionCategory } from '../../../../src-shared/contract/page.ts'
import type { MarkupBlock } from '../../../core/ports/read-markup.ts'
import { completeObjects } from './complete-objects.ts'
import type { FoundBlock, ReadReply } from './found-block.ts'
import { placeOf } from './place-of.ts'
import { readMarkdownReply } from './read-markdown-reply.ts'

const Element = Type.Object({
  bbox: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
  category: Type.String(),
  text: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})
type Element = Static<typeof Element>

/** The model sees the picture at sides of this multiple, and tells places in it. */
const SIDE_STEP = 28
const CATEGORIES: Readonly<Record<string, RegionCategory>> = {
  Caption: 'caption',
  Footnote: 'footnote',
  'Page-footer': 'footer',
  'Page-header': 'header',
}
const CUT_JSON = 'its answer broke off'

/** A JSON list of elements with places, reading order kept; Markdown where another prompt asked for it. */
export const readDotsReply: ReadReply = reply => {
  const { elements, isWhole, isJson } = elementsIn(reply.text)
  if (elements.length === 0) {
    if (isJson || reply.text.includes('"bbox"')) return undefined
    return { ...(readMarkdownReply(reply) ?? { blocks: [] }), doubts: ['it told no places'] }
  }
  const size = { width: seenSide(reply.widthPx), height: seenSide(reply.heightPx) }
  const blocks = elements.flatMap((element): FoundBlock[] => {
    const place = placeOf(element.bbox, size)
    return blocksOf(element, reply.read).map(block => ({ block, ...(place ? { place } : {}) }))
  })
  return { blocks, doubts: isWhole ? [] : [CUT_JSON] }
}

const seenSide = (side: number): number => Math.max(1, Math.round(side / SIDE_STEP)) * SIDE_STEP

interface FoundElements {
  readonly elements: readonly Element[]
  readonly isJson: boolean
  /** Nothing else was found. */
  readonly isWhole: boolean
}

function elementsIn(text: string): FoundElements {
  const whole = parsed(text)
  const list = whole === undefined ? completeObjects(text).map(parsed) : listIn(whole)
  const elements = list.filter(one => Check(Element, one))
  const isJson = whole !== undefined
  return { elements, isJson, isWhole: isJson && elements.length === list.length }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A list, an object around a list, or an element alone. */
function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).find(inner => Array.isArray(inner) && inner.some(isObject)) ?? [value]
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

function blocksOf(
  { category, text }: Element,
  read: (markdown: string) => readonly MarkupBlock[],
): readonly MarkupBlock[] {
  const markdown = (text ?? '').trim()
  if (category === 'Picture') return [{ category: 'figure', text: '' }]
  if (markdown === '') return []
  if (category === 'Formula')
    return [{ category: 'equation', text: markdown.replace(/^\$\$|\$\$$/g, '').trim() }]
  const blocks = read(markdown)
  const named = CATEGORIES[category]
  if (named !== undefined) return blocks.map(block => plain(block, named))
  if (category === 'Title') return blocks.map(block => titled(block, 1))
  if (category === 'Section-header') return blocks.map(block => titled(block, 2))
  if (category === 'List-item')
    return blocks.map(block => (block.category === 'text' ? listed(block) : block))
  return blocks
}

const plain = ({ text, runs }: MarkupBlock, category: RegionCategory): MarkupBlock => ({
  category,
  text,
  ...(runs ? { runs } : {}),
})

const titled = (block: MarkupBlock, level: number): MarkupBlock =>
  block.category === 'title' ? block : { ...plain(block, 'title'), level }

const listed = (block: MarkupBlock): MarkupBlock => ({ ...plain(block, 'list'), depth: 0 })

import type { Box, RegionCategory } from '../../../../src-shared/contract/page.ts'
import type { MarkupBlock } from '../../../core/ports/read-markup.ts'
import type { FoundBlock, ReadReply } from './found-block.ts'
import { around, placeOf } from './place-of.ts'
import { readMarkdownReply } from './read-markdown-reply.ts'

/** Places are told on a grid of so many steps, whatever the page's size. */
const GRID = { width: 999, height: 999 } as const
const PLACES = '\\[{1,2}[\\d\\s,.[\\]-]{1,2000}\\]{1,2}'
/** `<|ref|>title<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>`; where the server drops the signs, `title[[1, 2, 3, 4]]` on a line. */
const GROUNDING = new RegExp(
  `<\\|ref\\|>([^<]{0,500})<\\|/ref\\|>\\s*<\\|det\\|>(${PLACES})<\\|/det\\|>|^([a-z_]{1,30})(${PLACES})[ \\t]*$`,
  'gm',
)
const LEFTOVER = /<\|\/?(?:ref|det|grounding)\|>/g
/** More groundings than this without a place that makes sense, and the model has lost its way. */
const MOST_MISPLACED = 0.2

const TITLES: Readonly<Record<string, number>> = {
  title: 1,
  doc_title: 1,
  sub_title: 2,
  section_title: 2,
  paragraph_title: 2,
}
const CATEGORIES: Readonly<Record<string, RegionCategory>> = {
  image: 'figure',
  figure: 'figure',
  chart: 'figure',
  seal: 'figure',
  image_caption: 'caption',
  figure_caption: 'caption',
  figure_title: 'caption',
  table_caption: 'caption',
  table_title: 'caption',
  caption: 'caption',
  footnote: 'footnote',
  image_footnote: 'footnote',
  table_footnote: 'footnote',
  page_footnote: 'footnote',
  header: 'header',
  page_header: 'header',
  footer: 'footer',
  page_footer: 'footer',
  page_number: 'page-number',
  number: 'page-number',
  equation: 'equation',
  formula: 'equation',
  code: 'code',
  algorithm: 'code',
}
const PLAIN_LABELS = new Set(['text', 'table', 'list', 'list_item', 'reference', 'abstract', 'content'])

/** Markdown in pieces, each with its kind and place before it; plain Markdown where the prompt asked for none. */
export const readDeepseekReply: ReadReply = reply => {
  const pieces = [...reply.text.matchAll(GROUNDING)]
  if (pieces.length === 0) return readMarkdownReply({ ...reply, text: reply.text.replace(LEFTOVER, '') })
  const before = reply.text.slice(0, pieces[0]?.index ?? 0).replace(LEFTOVER, '')
  const blocks: FoundBlock[] = reply.read(before).map(block => ({ block }))
  let misplaced = 0
  for (const [index, piece] of pieces.entries()) {
    const [whole, signed, signedPlaces, bare, barePlaces] = piece
    const end = pieces[index + 1]?.index ?? reply.text.length
    const markdown = reply.text
      .slice(piece.index + whole.length, end)
      .replace(LEFTOVER, '')
      .trim()
    const place = placeIn(signedPlaces ?? barePlaces ?? '')
    if (!place) misplaced += 1
    for (const block of blocksOf((signed ?? bare ?? '').trim(), markdown, reply.read))
      blocks.push({ block, ...(place ? { place } : {}) })
  }
  const isLost = misplaced > pieces.length * MOST_MISPLACED
  return { blocks, doubts: isLost ? ['many of its places lie outside the page'] : [] }
}

function placeIn(written: string): Box | undefined {
  const numbers = (written.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number)
  const places: Box[] = []
  for (let at = 0; at + 4 <= numbers.length; at += 4) {
    const place = placeOf(numbers.slice(at, at + 4), GRID)
    if (place) places.push(place)
  }
  return around(places)
}

function blocksOf(
  label: string,
  markdown: string,
  read: (markdown: string) => readonly MarkupBlock[],
): readonly MarkupBlock[] {
  const kind = label.toLowerCase()
  const category = CATEGORIES[kind]
  if (category === 'figure') return [{ category, text: '' }, ...read(markdown)]
  const isKind = category !== undefined || kind in TITLES || PLAIN_LABELS.has(kind)
  // Some prompts make the model put what it read where others have the kind.
  const blocks = read(markdown === '' && !isKind ? label : markdown)
  if (category === 'equation') return [{ category, text: withoutDelimiters(markdown) }]
  if (category !== undefined)
    return blocks.map(block => (block.category === 'table' ? block : plainBlock(block, category)))
  const level = TITLES[kind]
  if (level === undefined || blocks.some(block => block.category === 'title')) return blocks
  // Markdown takes a heading with a number for the item of a list.
  return blocks.map((block, index) => (index === 0 ? { ...plainBlock(block, 'title'), level } : block))
}

const plainBlock = ({ text, runs }: MarkupBlock, category: RegionCategory): MarkupBlock => ({
  category,
  text,
  ...(runs ? { runs } : {}),
})

const withoutDelimiters = (formula: string): string =>
  formula.replace(/^(?:\\\[|\$\$|\\\()\s*|\s*(?:\\\]|\$\$|\\\))$/g, '').trim()

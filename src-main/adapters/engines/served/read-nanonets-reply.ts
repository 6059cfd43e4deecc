import type { RegionCategory } from '../../../../src-shared/contract/page.ts'
import type { FoundBlock, ReadReply } from './found-block.ts'
import { readMarkdownReply } from './read-markdown-reply.ts'

const CATEGORIES: Readonly<Record<string, RegionCategory>> = {
  page_number: 'page-number',
  watermark: 'header',
  signature: 'text',
  header: 'header',
  footer: 'footer',
  img: 'figure',
}
const OPENING = /<(page_number|watermark|signature|header|footer|img)>/gi
const ANY_TAG = /<\/?(?:page_number|watermark|signature|img)>/gi

/** Markdown with HTML tables and tags of Nanonets' own: page numbers, watermarks, signatures, and pictures in words. */
export const readNanonetsReply: ReadReply = reply => {
  const blocks: FoundBlock[] = []
  const add = (markdown: string): void => {
    if (markdown.trim() === '') return
    blocks.push(...(readMarkdownReply({ ...reply, text: markdown.replace(ANY_TAG, ' ') })?.blocks ?? []))
  }
  for (const piece of piecesOf(withoutTagsInTables(reply.text))) {
    if (piece.tag === undefined) {
      add(piece.text)
      continue
    }
    const text = plainText(piece.text)
    if (text !== '') blocks.push({ block: { category: CATEGORIES[piece.tag] ?? 'text', text } })
  }
  return { blocks, doubts: [] }
}

interface Piece {
  readonly tag?: string
  readonly text: string
}

function* piecesOf(text: string): Generator<Piece> {
  const isUnclosed = new Set<string>()
  const lower = text.toLowerCase()
  let from = 0
  OPENING.lastIndex = 0
  const openings = new RegExp(OPENING)
  for (let found = openings.exec(text); found; found = openings.exec(text)) {
    const tag = (found[1] ?? '').toLowerCase()
    if (isUnclosed.has(tag)) continue
    const close = `</${tag}>`
    const at = lower.indexOf(close, openings.lastIndex)
    if (at < 0) {
      isUnclosed.add(tag)
      continue
    }
    yield { text: text.slice(from, found.index) }
    yield { tag, text: text.slice(openings.lastIndex, at) }
    from = at + close.length
    openings.lastIndex = from
  }
  yield { text: text.slice(from) }
}

/** In a cell the words stay and the tags go: a table is not cut in two by a logo. */
function withoutTagsInTables(text: string): string {
  const lower = text.toLowerCase()
  let result = ''
  let from = 0
  for (let start = lower.indexOf('<table'); start >= 0; start = lower.indexOf('<table', from)) {
    const close = lower.indexOf('</table>', start)
    if (close < 0) break
    result += text.slice(from, start) + text.slice(start, close).replace(ANY_TAG, ' ')
    from = close
  }
  return result + text.slice(from)
}

const plainText = (inner: string): string =>
  inner
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/[*_`#]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()

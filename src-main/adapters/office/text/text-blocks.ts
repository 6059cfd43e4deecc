import { listMarker } from '../../../core/recognition/stages/paragraphs/list-marker.ts'
import type { FlowBlock, FlowRegion } from '../flow/flow-block.ts'

/** Lines at least so long were broken to fit a width, if the next one goes on. */
const LONG_LINE = 45
/** And they reach this share of the paragraph's longest line. */
const FULL_SHARE = 0.65
/** Deeper items than this are not told apart. */
const DEEPEST = 8

/** A plain text as blocks: paragraphs are parted by empty lines, pages by form feeds. */
export function* textBlocks(text: string): Generator<FlowBlock> {
  let paragraph: string[] = []
  const lines = text.split(/\r\n|[\n\r\u2028\u0085]/)
  for (const line of lines) {
    const [first = '', ...afterFeeds] = line.split('\f')
    if (first.trim() === '') {
      yield* paragraphBlocks(paragraph)
      paragraph = []
    } else paragraph.push(first)
    for (const piece of afterFeeds) {
      yield* paragraphBlocks(paragraph)
      yield { kind: 'page-break' }
      paragraph = piece.trim() === '' ? [] : [piece]
    }
  }
  yield* paragraphBlocks(paragraph)
}

function* paragraphBlocks(lines: readonly string[]): Generator<FlowBlock> {
  if (lines.length === 0) return
  for (const region of titleOf(lines) ?? listOf(lines) ?? [plain(lines)]) yield { kind: 'region', region }
}

/** A line over a rule of signs, as Markdown and many readme files have it. */
function titleOf(lines: readonly string[]): FlowRegion[] | undefined {
  const [title = '', rule = '', ...rest] = lines.map(line => line.trim())
  const sign = /^(=|-){3,}$/.exec(rule)?.[1]
  if (sign === undefined || rest.length > 0) return undefined
  return [{ category: 'title', level: sign === '=' ? 1 : 2, text: title }]
}

/** Items with their signs, each with the lines that go on; undefined where the first line is none, or alone a number. */
function listOf(lines: readonly string[]): FlowRegion[] | undefined {
  const first = listMarker(lines[0]?.trim() ?? '')
  const marked = lines.filter(line => listMarker(line.trim()))
  if (!first || (first.isOrdered && marked.length < 2)) return undefined
  const indents = [...new Set(marked.map(indentOf))].sort((a, b) => a - b)
  const items: FlowRegion[] = []
  for (const line of lines) {
    const text = line.trim()
    const last = items.at(-1)
    if (listMarker(text)) {
      items.push({ category: 'list', depth: Math.min(indents.indexOf(indentOf(line)), DEEPEST), text })
    } else if (last) items[items.length - 1] = { ...last, text: `${last.text} ${text}` }
  }
  return items
}

const indentOf = (line: string): number => line.length - line.trimStart().length

function plain(lines: readonly string[]): FlowRegion {
  const trimmed = lines.map(line => line.trim())
  return { category: 'text', text: trimmed.join(isWrapped(trimmed) ? ' ' : '\n') }
}

/** Whether lines end because a width was reached; verse, addresses and the like end where they mean to. */
function isWrapped(lines: readonly string[]): boolean {
  const broken = lines.slice(0, -1)
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0)
  return broken.length > 0 && broken.every(line => line.length >= Math.max(LONG_LINE, longest * FULL_SHARE))
}

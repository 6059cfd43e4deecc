import type { FoundBlock, ReadReply } from './found-block.ts'
import { placeOf } from './place-of.ts'

/** A picture on a line of its own; some models write its place behind it, in thousandths of the page. */
const PICTURE =
  /^!\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)[ \t]*(?:(\d{1,4}),\s*(\d{1,4}),\s*(\d{1,4}),\s*(\d{1,4}))?[ \t]*$/
const THOUSANDTHS = { width: 1000, height: 1000 } as const
/** Words that say only that there is a picture. */
const NO_WORDS = /^(?:image|img|figure|picture|photo|logo)?[\s_-]*\d*$/i

/** Markdown that fills the page; pictures have places at most. */
export const readMarkdownReply: ReadReply = ({ text, read }) => {
  const blocks: FoundBlock[] = []
  let lines: string[] = []
  const flush = (): void => {
    for (const block of read(lines.join('\n')))
      if (isWorthKeeping(block.category, block.text)) blocks.push({ block })
    lines = []
  }
  for (const line of text.split('\n')) {
    const [whole, words = '', ...numbers] = PICTURE.exec(line) ?? []
    if (whole === undefined) {
      lines.push(line)
      continue
    }
    flush()
    const place = placeOf(numbers.map(Number), THOUSANDTHS)
    const isNamed = !NO_WORDS.test(words)
    if (place || isNamed)
      blocks.push({
        block: { category: 'figure', text: isNamed ? words : '' },
        ...(place ? { place } : {}),
      })
  }
  flush()
  return { blocks, doubts: [] }
}

const isWorthKeeping = (category: string, text: string): boolean =>
  category === 'figure' ? !NO_WORDS.test(text) : text.trim() !== ''

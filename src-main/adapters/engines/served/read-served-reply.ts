import type { ServedEngineName } from '../../../../src-shared/contract/engine.ts'
import type { Box, Page, Region } from '../../../../src-shared/contract/page.ts'
import type { ServedReply } from '../../../../src-shared/contract/worker-wire.ts'
import type { ReadMarkup } from '../../../core/ports/read-markup.ts'
import type { ReadServedReply } from '../../../core/ports/read-served-reply.ts'
import { cleanReply } from './clean-reply.ts'
import { endsInLoop } from './find-loop.ts'
import type { FoundBlock, ReadReply } from './found-block.ts'
import { linesOfText, unitsOf } from './lines-of-text.ts'
import { readDeepseekReply } from './read-deepseek-reply.ts'
import { readDotsReply } from './read-dots-reply.ts'
import { readMarkdownReply } from './read-markdown-reply.ts'
import { readNanonetsReply } from './read-nanonets-reply.ts'
import { readWithFormulas } from './with-formulas.ts'

const READERS: Readonly<Record<ServedEngineName, ReadReply>> = {
  'deepseek-ocr': readDeepseekReply,
  'nanonets-ocr2': readNanonetsReply,
  'dots-ocr': readDotsReply,
  'lighton-ocr': readMarkdownReply,
}

/** Served models tell no confidence; these stand for a reply without a fault, and for one with. */
const CONFIDENCE = { good: 0.9, doubtful: 0.5 } as const
/** Far more than a page can hold. */
const MOST_CHARACTERS = 400_000
const MOST_BLOCKS = 5000
const MOST_UNKNOWN_SHARE = 0.01
const ECHO_CHARACTERS = 60
const EXCUSE = /^(?:i['’]?m sorry|i am sorry|sorry,|i cannot|i can['’]?t|as an ai|unable to)\b/i
const LONGEST_EXCUSE = 400

/** Understands replies with the help of whoever understands Markdown. */
export function servedReplyReader(readMarkup: ReadMarkup): ReadServedReply {
  return (page, reply) => {
    const text = cleanReply(reply.text)
    const fault = faultOf(text, reply)
    if (fault !== undefined) return { kind: 'useless', because: fault }
    const { widthPx, heightPx, engine } = reply
    const read = (markdown: string) => readWithFormulas(markdown, readMarkup)
    const found = READERS[engine]({ text, widthPx, heightPx, read })
    if (!found || found.blocks.length > MOST_BLOCKS)
      return { kind: 'useless', because: 'its answer makes no sense' }
    const blocks = found.blocks.filter(isSomething)
    if (blocks.length === 0) return { kind: 'useless', because: 'it found nothing' }
    const [because] = [...found.doubts, ...doubtsAbout(text)]
    const kind = because === undefined ? 'good' : 'doubtful'
    const confidence = CONFIDENCE[kind]
    const bands = bandsOf(blocks, page)
    const regions = blocks.map((block, index) => regionOf(block, { page, band: bands[index], confidence }))
    const done: Page = { ...page, source: 'ocr', engine, confidence, regions }
    return because === undefined ? { kind: 'good', page: done } : { kind: 'doubtful', page: done, because }
  }
}

function faultOf(text: string, { isCutOff, prompt }: ServedReply): string | undefined {
  if (text === '') return 'it found nothing'
  if (text.length > MOST_CHARACTERS) return 'its answer is longer than a page can be'
  if (endsInLoop(text)) return 'it repeated itself without end'
  if (isCutOff) return 'its answer was cut off'
  if (prompt.length >= ECHO_CHARACTERS && text.includes(prompt.slice(0, ECHO_CHARACTERS)))
    return 'it repeated the question'
  return text.length <= LONGEST_EXCUSE && EXCUSE.test(text) ? 'it refused to read the page' : undefined
}

function doubtsAbout(text: string): readonly string[] {
  const unknown = text.split('\uFFFD').length - 1
  return unknown > text.length * MOST_UNKNOWN_SHARE ? ['many letters were unknown to it'] : []
}

/** A picture counts when one knows where it is. */
const isSomething = ({ block, place }: FoundBlock): boolean =>
  block.text.trim() !== '' || (block.category === 'figure' && place !== undefined)

interface RegionPlace {
  readonly page: Page
  /** Where the words of a region without a place probably stand. */
  readonly band: Box | undefined
  readonly confidence: number
}

function regionOf({ block, place }: FoundBlock, { page, band, confidence }: RegionPlace): Region {
  const { widthPx, heightPx } = page
  const whole: Box = { left: 0, top: 0, right: widthPx, bottom: heightPx }
  const box = place && {
    left: place.left * widthPx,
    top: place.top * heightPx,
    right: place.right * widthPx,
    bottom: place.bottom * heightPx,
  }
  const wraps = block.category !== 'table' && block.category !== 'code'
  const lines = linesOfText({ text: block.text, box: box ?? band ?? whole, confidence, wraps })
  return { ...block, box: box ?? whole, lines }
}

/** Room for a short line, in letters. */
const LEAST_UNITS = 60
const MARGIN_SHARE = 0.08

/** The page from top to bottom among blocks of which no place is known, by their length. */
function bandsOf(blocks: readonly FoundBlock[], { widthPx, heightPx }: Page): readonly Box[] {
  const units = blocks.map(({ block }) => Math.max(LEAST_UNITS, unitsOf(block.text)))
  const whole = units.reduce((sum, each) => sum + each, 0)
  const margin = { x: widthPx * MARGIN_SHARE, y: heightPx * MARGIN_SHARE }
  const unitPx = (heightPx - 2 * margin.y) / whole
  let top = margin.y
  return units.map(each => {
    const band = { left: margin.x, top, right: widthPx - margin.x, bottom: top + each * unitPx }
    top = band.bottom
    return band
  })
}

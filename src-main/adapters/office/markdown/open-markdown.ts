import type { FlowBlock } from '../flow/flow-block.ts'
import { openFlow } from '../flow/open-flow.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import { walkHtml } from '../html/walk-html.ts'
import type { OpenOffice } from '../open-office.ts'
import { decodeBytes } from '../text/decode-bytes.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { textBlocks } from '../text/text-blocks.ts'
import { htmlOfMarkdown } from './html-of-markdown.ts'

const MOST_BYTES = 32 * 1024 * 1024
const LONGEST_MATTER = 20_000

/** Opens a Markdown file (GFM with footnotes). HTML in it is read as in a web page; front matter is kept as code. */
export const openMarkdown: OpenOffice = async ({ path, mediaType, preparePicture }) => {
  const text = decodeBytes(await readTextFile(path, MOST_BYTES)).replace(/\r\n?/g, '\n')
  const { matter, body } = splitFrontMatter(text)
  const html = htmlOfMarkdown(body)
  if (html === undefined)
    return openFlow({ mediaType, preparePicture, blocks: textBlocks(text), notices: [READ_AS_TEXT] })
  const blocks = htmlBlocks(events => walkHtml(html, events))
  return openFlow({ mediaType, preparePicture, blocks: [...matter, ...blocks] })
}

const READ_AS_TEXT =
  'The file is too large or too deeply nested to be understood as Markdown: it was read as plain text.'

/** Between two lines of `---` at the very beginning. */
function splitFrontMatter(text: string): { readonly matter: readonly FlowBlock[]; readonly body: string } {
  if (!text.startsWith('---\n')) return { matter: [], body: text }
  const end = text.indexOf('\n---\n', 3)
  const matter = text.slice(4, end).trimEnd()
  if (end < 0 || matter === '' || matter.length > LONGEST_MATTER || !/^[\w-]+\s*:/m.test(matter))
    return { matter: [], body: text }
  return {
    matter: [{ kind: 'region', region: { category: 'code', text: matter } }],
    body: text.slice(end + '\n---\n'.length),
  }
}

import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { HtmlExtension } from 'micromark-util-types'
import type { FlowBlock } from '../flow/flow-block.ts'
import { openFlow } from '../flow/open-flow.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import { walkHtml } from '../html/walk-html.ts'
import type { OpenOffice } from '../open-office.ts'
import { decodeBytes } from '../text/decode-bytes.ts'
import { readTextFile } from '../text/read-text-file.ts'

/** Markdown takes time: about a second for each megabyte. */
const MOST_BYTES = 8 * 1024 * 1024

/** Opens a Markdown file (GFM). HTML in it is read as in a web page; front matter is kept as code. */
export const openMarkdown: OpenOffice = async ({ path, mediaType, preparePicture }) => {
  const text = decodeBytes(await readTextFile(path, MOST_BYTES)).replace(/\r\n?/g, '\n')
  const { matter, body } = splitFrontMatter(text)
  const html = micromark(body, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml(), rawHtml],
  })
  const blocks = htmlBlocks(events => walkHtml(html, events))
  return openFlow({ mediaType, preparePicture, blocks: [...matter, ...blocks] })
}

/** GFM would show scripts and the like as text; we leave them out where pages are read. */
const rawHtml: HtmlExtension = {
  exit: {
    htmlFlowData(token) {
      this.raw(this.sliceSerialize(token))
    },
    htmlTextData(token) {
      this.raw(this.sliceSerialize(token))
    },
  },
}

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

const LONGEST_MATTER = 20_000

import { openFlow } from '../flow/open-flow.ts'
import type { OpenOffice } from '../open-office.ts'
import { decodeBytes } from '../text/decode-bytes.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { htmlBlocks } from './html-blocks.ts'
import { walkHtml } from './walk-html.ts'

/** A tree of nodes takes many times the memory of its text. */
const MOST_BYTES = 32 * 1024 * 1024
/** Browsers look no further for the name of the encoding. */
const HEAD_BYTES = 4096

/** Opens a web page. Nothing that it refers to is fetched, and no script runs. */
export const openHtml: OpenOffice = async ({ path, mediaType, preparePicture }) => {
  const bytes = await readTextFile(path, MOST_BYTES)
  const html = decodeBytes(bytes, namedEncoding(bytes))
  return openFlow({ mediaType, preparePicture, blocks: htmlBlocks(events => walkHtml(html, events)) })
}

function namedEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES))
  const declared = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)
  return (declared ?? /<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)/i.exec(head))?.[1]
}

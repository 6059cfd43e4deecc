import { openFlow } from '../flow/open-flow.ts'
import type { OpenOffice } from '../open-office.ts'
import { decodeBytes } from './decode-bytes.ts'
import { readTextFile } from './read-text-file.ts'
import { textBlocks } from './text-blocks.ts'

const MOST_BYTES = 64 * 1024 * 1024

/** Opens a plain text. */
export const openText: OpenOffice = async ({ path, mediaType, preparePicture }) => {
  const text = decodeBytes(await readTextFile(path, MOST_BYTES))
  return openFlow({ mediaType, preparePicture, blocks: textBlocks(text) })
}

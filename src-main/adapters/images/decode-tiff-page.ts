import type { ByteSource } from './byte-source.ts'
import { decodeImage } from './decode-image.ts'
import { decodeIndexedTiff, isIndexedTiff } from './decode-indexed-tiff.ts'
import { decodeRareTiff, isRareTiff } from './decode-rare-tiff.ts'
import { extractTiffPage, oldStyleJpeg } from './extract-tiff-page.ts'
import type { Pixels } from './pixels.ts'
import { numberOf, type TiffDirectory } from './tiff-directory.ts'

const COMPRESSION = 259

/** Decodes one page of a TIFF as stored; the other pages are not touched. Throws what the decoders throw. */
export function decodeTiffPage(source: ByteSource, directory: TiffDirectory): Pixels {
  const jpeg = oldStyleJpeg(source, directory)
  if (jpeg) return decodeImage(jpeg)
  if (isIndexedTiff(directory)) return decodeIndexedTiff(source, directory)
  const file = extractTiffPage(source, directory)
  if (!file) throw new Error('the page has no picture data')
  try {
    return decodeImage(file)
  } catch (error) {
    if (isRareTiff(directory)) return decodeRareTiff(file)
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${reason} (compression ${numberOf(directory, COMPRESSION) ?? 1})`, { cause: error })
  }
}

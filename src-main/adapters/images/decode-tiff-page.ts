import utif from 'utif2'
import type { ByteSource } from './byte-source.ts'
import { decodeImage } from './decode-image.ts'
import { extractTiffPage, oldStyleJpeg } from './extract-tiff-page.ts'
import type { Pixels } from './pixels.ts'
import { numberOf, type TiffDirectory } from './tiff-directory.ts'

/** Decodes one page of a TIFF as stored; the other pages are not touched. Throws what the decoders throw. */
export function decodeTiffPage(source: ByteSource, directory: TiffDirectory): Pixels {
  const jpeg = oldStyleJpeg(source, directory)
  if (jpeg) return decodeImage(jpeg)
  const file = extractTiffPage(source, directory)
  if (!file) throw new Error('the page has no picture data')
  try {
    return decodeImage(file)
  } catch (error) {
    if (isRareKind(directory)) return decodeRareKind(file)
    throw new Error(`${reasonOf(error)} (compression ${compressionOf(directory)})`, { cause: error })
  }
}

const COMPRESSION = 259
const PHOTOMETRIC = 262
const NONE = 1
/** None, fax of groups 3 and 4, LZW, JPEG, Deflate, PackBits: what the slow decoder gets right. */
const RARE_COMPRESSIONS: readonly number[] = [NONE, 3, 4, 5, 7, 8, 32773, 32946]
/** Either way of grey, RGB, palette, CMYK. */
const RARE_COLOURS: readonly number[] = [0, 1, 2, 3, 5]
const YCBCR = 6
const JPEG = 7

function compressionOf(directory: TiffDirectory): number {
  return numberOf(directory, COMPRESSION) ?? NONE
}

/** Group 3 fax, palettes, planes, floating point and others that the fast decoder doesn't know. */
function isRareKind(directory: TiffDirectory): boolean {
  const compression = compressionOf(directory)
  const colours = numberOf(directory, PHOTOMETRIC) ?? 0
  if (colours === YCBCR) return compression === JPEG
  return RARE_COMPRESSIONS.includes(compression) && RARE_COLOURS.includes(colours)
}

function decodeRareKind(file: Buffer): Pixels {
  const bytes = new Uint8Array(file).buffer
  const [directory] = utif.decode(bytes)
  if (!directory) throw new Error('the page has no directory')
  utif.decodeImage(bytes, directory)
  const { width: widthPx, height: heightPx } = directory
  const samples = utif.toRGBA8(directory)
  if (!directory.data || samples.length !== widthPx * heightPx * 4)
    throw new Error('the page cannot be decoded')
  return { widthPx, heightPx, channels: 4, samples }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

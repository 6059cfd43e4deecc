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

const TAG = { compression: 259, colours: 262, planes: 284, sampleFormat: 339 } as const
const UNCOMPRESSED = 1
/** The compressions that the slow decoder gets right: none, fax of groups 3 and 4, LZW, JPEG, Deflate, PackBits. */
const KNOWN_COMPRESSIONS: readonly number[] = [UNCOMPRESSED, 3, 4, 5, 7, 8, 32773, 32946]
const FAX_GROUP_3 = 3
const JPEG = 7
const PALETTE = 3
const YCBCR = 6
const SEPARATE_PLANES = 2
const FLOATING_POINT = 3

function compressionOf(directory: TiffDirectory): number {
  return numberOf(directory, TAG.compression) ?? UNCOMPRESSED
}

/** Whether the slow decoder knows what the fast one doesn't. For a damaged page it would only make a black one. */
function isRareKind(directory: TiffDirectory): boolean {
  const compression = compressionOf(directory)
  const colours = numberOf(directory, TAG.colours)
  if (!KNOWN_COMPRESSIONS.includes(compression)) return false
  return (
    compression === FAX_GROUP_3 ||
    colours === PALETTE ||
    (colours === YCBCR && compression === JPEG) ||
    numberOf(directory, TAG.planes) === SEPARATE_PLANES ||
    numberOf(directory, TAG.sampleFormat) === FLOATING_POINT
  )
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

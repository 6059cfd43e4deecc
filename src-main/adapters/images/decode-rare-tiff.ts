import utif from 'utif2'
import { blockCount } from './extract-tiff-page.ts'
import type { Pixels } from './pixels.ts'
import { numberOf, numbersOf, type TiffDirectory } from './tiff-directory.ts'

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  colours: 262,
  samples: 277,
  rowsPerStrip: 278,
  planes: 284,
  tileWidth: 322,
  tileHeight: 323,
  sampleFormat: 339,
} as const
const UNCOMPRESSED = 1
/** The compressions that the slow decoder gets right: none, fax of groups 3 and 4, JPEG, Deflate, PackBits. Damaged LZW hangs it. */
const KNOWN_COMPRESSIONS: readonly number[] = [UNCOMPRESSED, 3, 4, 7, 8, 32773, 32946]
const FAX_GROUP_3 = 3
const JPEG = 7
const YCBCR = 6
const SEPARATE_PLANES = 2
const FLOATING_POINT = 3
const SAMPLE_BITS: readonly number[] = [1, 2, 4, 8, 16, 32]
/** CMYK and one for transparency. */
const MOST_SAMPLES = 5
const MOST_TILES = 100_000
const LARGEST_TILE_MARGIN = 4096

/** Whether the slow decoder knows what the fast one doesn't. For a damaged page it would only make a black one. */
export function isRareTiff(directory: TiffDirectory): boolean {
  const compression = numberOf(directory, TAG.compression) ?? UNCOMPRESSED
  const colours = numberOf(directory, TAG.colours)
  if (!KNOWN_COMPRESSIONS.includes(compression) || !isSane(directory)) return false
  return (
    compression === FAX_GROUP_3 ||
    (colours === YCBCR && compression === JPEG) ||
    numberOf(directory, TAG.planes) === SEPARATE_PLANES ||
    numberOf(directory, TAG.sampleFormat) === FLOATING_POINT
  )
}

/** The slow decoder believes what it is told: figures that contradict each other would keep it busy for hours. */
function isSane(directory: TiffDirectory): boolean {
  const figure = (tag: number, otherwise: number) => numberOf(directory, tag) ?? otherwise
  const width = figure(TAG.width, 0)
  const height = figure(TAG.height, 0)
  const bits = numbersOf(directory, TAG.bits)
  const isTiled = directory.fields.has(TAG.tileWidth)
  const isTile = (side: number, of: number) => side >= 16 && side <= of + LARGEST_TILE_MARGIN
  return (
    bits.every(count => SAMPLE_BITS.includes(count)) &&
    figure(TAG.samples, 1) >= 1 &&
    figure(TAG.samples, 1) <= MOST_SAMPLES &&
    figure(TAG.rowsPerStrip, height) > 0 &&
    blockCount(directory) <= (isTiled ? MOST_TILES : height * MOST_SAMPLES) &&
    (!isTiled || (isTile(figure(TAG.tileWidth, 0), width) && isTile(figure(TAG.tileHeight, 0), height)))
  )
}

/** Decodes a TIFF of one page in one of the rare kinds, much slower than the usual ones. */
export function decodeRareTiff(file: Buffer): Pixels {
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

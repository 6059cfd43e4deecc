import type { ByteSource } from './byte-source.ts'
import { decodeImage } from './decode-image.ts'
import { extractTiffPage } from './extract-tiff-page.ts'
import type { Pixels } from './pixels.ts'
import { numberOf, numbersOf, type TiffDirectory } from './tiff-directory.ts'

const TAG = { width: 256, bits: 258, colours: 262, samples: 277, palette: 320 } as const
const WHITE_IS_ZERO = 0
const BLACK_IS_ZERO = 1
const PALETTE = 3
const LONG = 4

/** Whether a page's samples are places in a palette, or tones of 2 or 4 bits. */
export function isIndexedTiff(directory: TiffDirectory): boolean {
  const colours = numberOf(directory, TAG.colours)
  if (colours === PALETTE) return true
  const isSmall = [2, 4].includes(bitsOf(directory)) && (numberOf(directory, TAG.samples) ?? 1) === 1
  return isSmall && (colours === WHITE_IS_ZERO || colours === BLACK_IS_ZERO)
}

/** Decodes such a page: its bytes as if they were grey tones, taken apart into samples, each looked up. */
export function decodeIndexedTiff(source: ByteSource, directory: TiffDirectory): Pixels {
  const bits = bitsOf(directory)
  const widthPx = numberOf(directory, TAG.width) ?? 0
  if (![1, 2, 4, 8].includes(bits)) throw new Error(`samples of ${bits} bits`)
  const rowBytes = Math.ceil((widthPx * bits) / 8)
  const file = extractTiffPage(source, asGreyBytes(directory, rowBytes))
  if (!file) throw new Error('the page has no picture data')
  const packed = decodeImage(file)
  if (packed.channels !== 1 || packed.widthPx !== rowBytes) throw new Error('the page is not what it says')
  const colours = coloursOf(directory, bits)
  const samples = new Uint8Array(widthPx * packed.heightPx * 3)
  const mask = 2 ** bits - 1
  for (let y = 0, to = 0; y < packed.heightPx; y++) {
    for (let x = 0, bit = y * rowBytes * 8; x < widthPx; x++, bit += bits, to += 3) {
      const place = ((packed.samples[bit >>> 3] ?? 0) >> (8 - bits - (bit & 7))) & mask
      samples[to] = colours[place * 3] ?? 0
      samples[to + 1] = colours[place * 3 + 1] ?? 0
      samples[to + 2] = colours[place * 3 + 2] ?? 0
    }
  }
  return { widthPx, heightPx: packed.heightPx, channels: 3, samples }
}

function bitsOf(directory: TiffDirectory): number {
  return numberOf(directory, TAG.bits) ?? 1
}

/** Red, green and blue of each place. */
function coloursOf(directory: TiffDirectory, bits: number): Uint8Array {
  const size = 2 ** bits
  const palette = numbersOf(directory, TAG.palette)
  const isPalette = numberOf(directory, TAG.colours) === PALETTE
  if (isPalette && palette.length < size * 3) throw new Error('the palette is damaged')
  const isInverse = numberOf(directory, TAG.colours) === WHITE_IS_ZERO
  return Uint8Array.from({ length: size * 3 }, (_, index) => {
    const place = Math.floor(index / 3)
    if (isPalette) return (palette[(index % 3) * size + place] ?? 0) >> 8
    return ((isInverse ? size - 1 - place : place) * 255) / (size - 1)
  })
}

function asGreyBytes(directory: TiffDirectory, rowBytes: number): TiffDirectory {
  const fields = new Map(directory.fields)
  fields.delete(TAG.palette)
  for (const [tag, value] of [
    [TAG.width, rowBytes],
    [TAG.bits, 8],
    [TAG.colours, BLACK_IS_ZERO],
  ] as const) {
    const bytes = Buffer.alloc(4)
    if (directory.layout.isLittleEndian) bytes.writeUInt32LE(value)
    else bytes.writeUInt32BE(value)
    fields.set(tag, { type: LONG, count: 1, bytes })
  }
  return { ...directory, fields }
}

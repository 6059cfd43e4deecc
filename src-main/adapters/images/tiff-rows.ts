import type { ByteSource } from './byte-source.ts'
import type { PixelRows } from './resize-pixels.ts'
import { numberOf, numbersOf, type TiffDirectory } from './tiff-directory.ts'
import { isUnpackable, unpackStrip } from './unpack-strip.ts'

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  colours: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripSizes: 279,
  planes: 284,
  differences: 317,
  tileOffsets: 324,
  sampleFormat: 339,
} as const
const UNCOMPRESSED = 1
const BLACK_IS_ZERO = 1
const RED_GREEN_BLUE = 2
/** Values that are the usual ones where a field is missing. */
const USUAL = 1
const DIFFERENCES = 2
/** A page in one strip that is not packed is read so many rows at a time. */
const ROWS_AT_A_TIME = 64

interface Strips {
  readonly rows: number
  readonly offsets: readonly number[]
  readonly sizes: readonly number[]
}

interface Layout {
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 1 | 3
  readonly bytesPerSample: 1 | 2
  readonly compression: number
  readonly hasDifferences: boolean
  readonly isLittleEndian: boolean
  readonly strips: Strips
}

/** The rows of a page of grey or colours in strips, each unpacked when it is needed. Undefined for other pages. `rowAt` throws where a strip is damaged. */
export function tiffRows(source: ByteSource, directory: TiffDirectory): PixelRows | undefined {
  const layout = layoutOf(directory)
  if (layout === undefined) return undefined
  const { widthPx, heightPx, channels, bytesPerSample, strips } = layout
  const rowBytes = widthPx * channels * bytesPerSample
  const unpacked = new Uint8Array(Math.min(strips.rows, heightPx) * rowBytes)
  const upper = new Uint8Array(bytesPerSample === 1 ? 0 : widthPx * channels)
  let known = -1
  return {
    ...{ widthPx, heightPx, channels },
    rowAt(y) {
      const index = Math.floor(y / strips.rows)
      if (index !== known) {
        const rows = Math.min(strips.rows, heightPx - index * strips.rows)
        const strip = unpacked.subarray(0, rows * rowBytes)
        const packed = source.read(strips.offsets[index] ?? 0, strips.sizes[index] ?? 0)
        unpackStrip(layout.compression, packed, strip)
        if (layout.hasDifferences) addDifferences(strip, layout)
        known = index
      }
      const start = (y - index * strips.rows) * rowBytes
      const row = unpacked.subarray(start, start + rowBytes)
      return bytesPerSample === 1 ? row : upperBytes(row, upper, layout.isLittleEndian)
    },
  }
}

function layoutOf(directory: TiffDirectory): Layout | undefined {
  const figure = (tag: number) => numberOf(directory, tag) ?? USUAL
  const widthPx = figure(TAG.width)
  const heightPx = figure(TAG.height)
  const channels = channelsOf(directory)
  const bits = new Set(numbersOf(directory, TAG.bits))
  const bytesPerSample = bits.size > 1 ? undefined : bits.has(8) ? 1 : bits.has(16) ? 2 : undefined
  const isUsual = [TAG.fillOrder, TAG.planes, TAG.sampleFormat].every(tag => figure(tag) === USUAL)
  const compression = figure(TAG.compression)
  const predictor = figure(TAG.differences)
  if (!channels || !bytesPerSample || !isUsual || !isUnpackable(compression)) return undefined
  if (predictor !== USUAL && predictor !== DIFFERENCES) return undefined
  const strips = stripsOf(directory, widthPx * channels * bytesPerSample)
  return (
    strips && {
      ...{ widthPx, heightPx, channels, bytesPerSample, compression, strips },
      hasDifferences: predictor === DIFFERENCES && compression !== UNCOMPRESSED,
      isLittleEndian: directory.layout.isLittleEndian,
    }
  )
}

function channelsOf(directory: TiffDirectory): 1 | 3 | undefined {
  const colours = numberOf(directory, TAG.colours)
  const samples = numberOf(directory, TAG.samples) ?? 1
  if (colours === BLACK_IS_ZERO && samples === 1) return 1
  return colours === RED_GREEN_BLUE && samples === 3 ? 3 : undefined
}

function stripsOf(directory: TiffDirectory, rowBytes: number): Strips | undefined {
  const heightPx = numberOf(directory, TAG.height) ?? 0
  const offsets = numbersOf(directory, TAG.stripOffsets)
  const sizes = numbersOf(directory, TAG.stripSizes)
  const rows = Math.min(heightPx, numberOf(directory, TAG.rowsPerStrip) ?? heightPx)
  if (directory.fields.has(TAG.tileOffsets) || rows < 1) return undefined
  if (offsets.length !== Math.ceil(heightPx / rows) || sizes.length !== offsets.length) return undefined
  const isPlain = (numberOf(directory, TAG.compression) ?? UNCOMPRESSED) === UNCOMPRESSED
  const [start] = offsets
  if (!isPlain || offsets.length > 1 || start === undefined) return { rows, offsets, sizes }
  const places = Array.from({ length: Math.ceil(heightPx / ROWS_AT_A_TIME) }, (_, index) => {
    return start + index * ROWS_AT_A_TIME * rowBytes
  })
  return { rows: ROWS_AT_A_TIME, offsets: places, sizes: places.map(() => ROWS_AT_A_TIME * rowBytes) }
}

/** Each sample was stored as what it differs from the one of the same colour before it. */
function addDifferences(strip: Uint8Array, layout: Layout): void {
  const { widthPx, channels, bytesPerSample, isLittleEndian } = layout
  const rowBytes = widthPx * channels * bytesPerSample
  if (bytesPerSample === 1) {
    for (let row = 0; row < strip.length; row += rowBytes)
      for (let at = row + channels; at < row + rowBytes; at++)
        strip[at] = (strip[at] ?? 0) + (strip[at - channels] ?? 0)
    return
  }
  const view = new DataView(strip.buffer, strip.byteOffset, strip.length)
  for (let row = 0; row < strip.length; row += rowBytes) {
    for (let at = row + channels * 2; at < row + rowBytes; at += 2) {
      const before = view.getUint16(at - channels * 2, isLittleEndian)
      view.setUint16(at, view.getUint16(at, isLittleEndian) + before, isLittleEndian)
    }
  }
}

function upperBytes(row: Uint8Array, upper: Uint8Array, isLittleEndian: boolean): Uint8Array {
  for (let to = 0, from = isLittleEndian ? 1 : 0; to < upper.length; to++, from += 2)
    upper[to] = row[from] ?? 0
  return upper
}

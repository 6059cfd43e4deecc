import type { ByteSource } from './byte-source.ts'
import { numbersOf, type TiffDirectory } from './tiff-directory.ts'

const TAG = {
  stripOffsets: 273,
  stripSizes: 279,
  tileOffsets: 324,
  tileSizes: 325,
  jpegOffset: 513,
  jpegSize: 514,
} as const

/** All that decoding needs. Whatever points elsewhere in the file, such as EXIF or other directories, stays behind. */
const COPIED: readonly number[] = [
  256, 257, 258, 259, 262, 266, 277, 278, 284, 292, 293, 317, 320, 322, 323, 332, 338, 339, 347, 529, 530,
  531, 532,
]
const HEADER_BYTES = 8
const LONG = 4
const LONG8 = 16
/** A page's data above this can't be of a picture that we accept. */
const MOST_BYTES = 1024 * 1024 * 1024

/** A TIFF of the one page, with its data; the rest of the file is not read. Undefined if the page has no data. */
export function extractTiffPage(source: ByteSource, directory: TiffDirectory): Buffer | undefined {
  const isTiled = directory.fields.has(TAG.tileOffsets)
  const offsets = numbersOf(directory, isTiled ? TAG.tileOffsets : TAG.stripOffsets)
  const claimed = numbersOf(directory, isTiled ? TAG.tileSizes : TAG.stripSizes)
  const sizes = offsets.map((offset, index) =>
    Math.max(0, Math.min(claimed[index] ?? Infinity, source.sizeBytes - offset)),
  )
  if (offsets.length === 0 || sizes.reduce((sum, size) => sum + size, 0) > MOST_BYTES) return undefined
  const blocks = offsets.map((offset, index) => source.read(offset, sizes[index] ?? 0))
  return written(directory, isTiled, blocks)
}

/** In how many strips or tiles a page is stored. */
export function blockCount(directory: TiffDirectory): number {
  const tag = directory.fields.has(TAG.tileOffsets) ? TAG.tileOffsets : TAG.stripOffsets
  return directory.fields.get(tag)?.count ?? 0
}

/** The JPEG inside an old-style JPEG page, if the page has one. */
export function oldStyleJpeg(source: ByteSource, directory: TiffDirectory): Buffer | undefined {
  const [offset] = numbersOf(directory, TAG.jpegOffset)
  const [size = MOST_BYTES] = numbersOf(directory, TAG.jpegSize)
  if (offset === undefined) return undefined
  const jpeg = source.read(offset, Math.min(size, MOST_BYTES))
  return jpeg.toString('latin1', 0, 2) === '\xff\xd8' ? jpeg : undefined
}

interface Entry {
  readonly tag: number
  readonly type: number
  readonly count: number
  readonly bytes: Buffer
}

/** Header, directory, the values that don't fit into it, then the blocks of data. */
function written(directory: TiffDirectory, isTiled: boolean, blocks: readonly Buffer[]): Buffer {
  const { isLittleEndian } = directory.layout
  const sizes = blocks.map(block => block.length)
  const entriesFor = (offsets: readonly number[]) =>
    [
      ...copiedEntries(directory),
      longsEntry(isTiled ? TAG.tileOffsets : TAG.stripOffsets, offsets, isLittleEndian),
      longsEntry(isTiled ? TAG.tileSizes : TAG.stripSizes, sizes, isLittleEndian),
    ].sort((one, other) => one.tag - other.tag)
  const headBytes = headOf(entriesFor(sizes), isLittleEndian).length
  let end = headBytes
  const offsets = sizes.map(size => {
    end += size
    return end - size
  })
  return Buffer.concat([headOf(entriesFor(offsets), isLittleEndian), ...blocks])
}

function headOf(entries: readonly Entry[], isLittleEndian: boolean): Buffer {
  const short = (value: number) => numberBytes(value, 2, isLittleEndian)
  const long = (value: number) => numberBytes(value, 4, isLittleEndian)
  const table: Buffer[] = []
  const values: Buffer[] = []
  let valueAt = HEADER_BYTES + 2 + entries.length * 12 + 4
  for (const { tag, type, count, bytes } of entries) {
    const isInline = bytes.length <= 4
    table.push(short(tag), short(type), long(count), isInline ? padded(bytes, 4) : long(valueAt))
    if (isInline) continue
    values.push(padded(bytes, even(bytes.length)))
    valueAt += even(bytes.length)
  }
  const start = [
    Buffer.from(isLittleEndian ? 'II' : 'MM'),
    short(42),
    long(HEADER_BYTES),
    short(entries.length),
  ]
  return Buffer.concat([...start, ...table, long(0), ...values])
}

function copiedEntries(directory: TiffDirectory): readonly Entry[] {
  return COPIED.flatMap(tag => {
    const field = directory.fields.get(tag)
    if (!field) return []
    const { type, count, bytes } = field
    if (type !== LONG8) return [{ tag, type, count, bytes }]
    return [longsEntry(tag, numbersOf(directory, tag), directory.layout.isLittleEndian)]
  })
}

function longsEntry(tag: number, values: readonly number[], isLittleEndian: boolean): Entry {
  const bytes = Buffer.concat(values.map(value => numberBytes(value, 4, isLittleEndian)))
  return { tag, type: LONG, count: values.length, bytes }
}

function numberBytes(value: number, size: number, isLittleEndian: boolean): Buffer {
  const bytes = Buffer.alloc(size)
  if (isLittleEndian) bytes.writeUIntLE(value, 0, size)
  else bytes.writeUIntBE(value, 0, size)
  return bytes
}

function padded(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes], length)
}

function even(length: number): number {
  return length + (length % 2)
}

import type { ByteSource } from './byte-source.ts'

/** Bytes of a value of each type, by the type's number; 0 for unknown ones. */
const TYPE_BYTES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
const FRACTION = 5
const MOST_ENTRIES = 4096
/** A 100-megapixel picture in strips of one row has fewer. */
const MOST_VALUES = 2_000_000

/** How a TIFF stores numbers. BigTIFF has 64-bit offsets. */
export interface TiffLayout {
  readonly isLittleEndian: boolean
  readonly isBig: boolean
}

export interface TiffField {
  readonly type: number
  readonly count: number
  readonly bytes: Buffer
}

/** One directory: the fields of one picture, by their tags. */
export interface TiffDirectory {
  readonly layout: TiffLayout
  readonly fields: ReadonlyMap<number, TiffField>
  /** Where the next directory starts, 0 for none. */
  readonly next: number
}

/** The layout and where the first directory starts. Undefined if this is no TIFF. */
export function readTiffStart(source: ByteSource): { layout: TiffLayout; first: number } | undefined {
  const head = source.read(0, 16)
  const mark = head.toString('latin1', 0, 2)
  if (head.length < 8 || (mark !== 'II' && mark !== 'MM')) return undefined
  const isLittleEndian = mark === 'II'
  const version = isLittleEndian ? head.readUInt16LE(2) : head.readUInt16BE(2)
  if (version !== 42 && version !== 43) return undefined
  const layout = { isLittleEndian, isBig: version === 43 }
  return { layout, first: layout.isBig ? offsetAt(head, 8, layout) : offsetAt(head, 4, layout) }
}

/** Reads the directory at an offset. Undefined if none can be there. */
export function readTiffDirectory(
  source: ByteSource,
  layout: TiffLayout,
  offset: number,
): TiffDirectory | undefined {
  const { isBig } = layout
  const head = source.read(offset, isBig ? 8 : 2)
  if (offset <= 0 || head.length < (isBig ? 8 : 2)) return undefined
  const count = isBig ? offsetAt(head, 0, layout) : unsignedOf(head, 2, layout)
  if (count === 0 || count > MOST_ENTRIES) return undefined
  const entryBytes = isBig ? 20 : 12
  const table = source.read(offset + head.length, count * entryBytes + (isBig ? 8 : 4))
  const fields = new Map<number, TiffField>()
  for (let entry = 0; entry + entryBytes <= table.length && entry < count * entryBytes; entry += entryBytes) {
    const field = readField(source, layout, table.subarray(entry, entry + entryBytes))
    if (field) fields.set(unsignedOf(table.subarray(entry), 2, layout), field)
  }
  const isWhole = table.length === count * entryBytes + (isBig ? 8 : 4)
  return { layout, fields, next: isWhole ? offsetAt(table, count * entryBytes, layout) : 0 }
}

/** The values of a field as numbers: fractions divided, text as its bytes. Empty if there is no such field. */
export function numbersOf({ fields, layout }: TiffDirectory, tag: number): readonly number[] {
  const field = fields.get(tag)
  if (!field) return []
  const size = TYPE_BYTES[field.type] ?? 0
  return Array.from({ length: Math.floor(field.bytes.length / size) }, (_, index) => {
    const value = field.bytes.subarray(index * size)
    if (field.type === FRACTION)
      return unsignedOf(value, 4, layout) / unsignedOf(value.subarray(4), 4, layout)
    return size === 8 ? offsetAt(value, 0, { ...layout, isBig: true }) : unsignedOf(value, size, layout)
  })
}

/** The first value of a field. */
export function numberOf(directory: TiffDirectory, tag: number): number | undefined {
  return numbersOf(directory, tag)[0]
}

function readField(source: ByteSource, layout: TiffLayout, entry: Buffer): TiffField | undefined {
  const type = unsignedOf(entry.subarray(2), 2, layout)
  const count = layout.isBig ? offsetAt(entry, 4, layout) : unsignedOf(entry.subarray(4), 4, layout)
  const inlineAt = layout.isBig ? 12 : 8
  const length = (TYPE_BYTES[type] ?? 0) * count
  if (length === 0 || count > MOST_VALUES) return undefined
  if (length <= entry.length - inlineAt)
    return { type, count, bytes: entry.subarray(inlineAt, inlineAt + length) }
  const bytes = source.read(offsetAt(entry, inlineAt, layout), length)
  return bytes.length === length ? { type, count, bytes } : undefined
}

/** A number of one, two or four bytes at the start of these. */
function unsignedOf(bytes: Buffer, size: number, { isLittleEndian }: TiffLayout): number {
  return isLittleEndian ? bytes.readUIntLE(0, size) : bytes.readUIntBE(0, size)
}

function offsetAt(bytes: Buffer, at: number, layout: TiffLayout): number {
  if (!layout.isBig) return unsignedOf(bytes.subarray(at), 4, layout)
  return Number(layout.isLittleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
}

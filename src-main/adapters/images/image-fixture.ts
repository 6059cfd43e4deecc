import { deflateSync } from 'node:zlib'
import { Transformer } from '@napi-rs/image'

/** Rows of letters for grey tones, so that a test shows what it expects: '#' is black, '+' mid-grey, '.' white. */
export type Drawing = readonly string[]

const TONES = new Map([
  ['#', 0],
  ['+', 128],
  ['.', 255],
])

/** The tones of a drawing, row by row. */
export function tonesOf(drawing: Drawing): Uint8Array {
  return Uint8Array.from(drawing.join(''), letter => TONES.get(letter) ?? 255)
}

/** A drawing from tones, to compare with; tones in between go to the nearest letter. */
export function drawingOf(image: { widthPx: number; heightPx: number; pixels: Uint8Array }): Drawing {
  const letter = (tone: number) => (tone < 64 ? '#' : tone < 192 ? '+' : '.')
  return Array.from({ length: image.heightPx }, (_, y) =>
    Array.from(image.pixels.subarray(y * image.widthPx, (y + 1) * image.widthPx), letter).join(''),
  )
}

export interface PngParts {
  readonly widthPx: number
  readonly heightPx: number
  readonly bitDepth: number
  readonly colourType: number
  /** Filter byte and samples of each row. */
  readonly rows: readonly Buffer[]
  readonly chunks?: readonly { readonly type: string; readonly body: Buffer }[]
}

/** A PNG written by hand. */
export function pngOf({ widthPx, heightPx, bitDepth, colourType, rows, chunks = [] }: PngParts): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  header.set([bitDepth, colourType, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...chunks.map(({ type, body }) => chunk(type, body)),
    chunk('IDAT', deflateSync(Buffer.concat(rows.map(row => Buffer.concat([Buffer.of(0), row]))))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A grey PNG of a drawing. */
export function greyPng(drawing: Drawing, chunks: PngParts['chunks'] = []): Buffer {
  const rows = drawing.map(row => Buffer.from(tonesOf([row])))
  return pngOf({
    widthPx: drawing[0]?.length ?? 0,
    heightPx: drawing.length,
    bitDepth: 8,
    colourType: 0,
    rows,
    chunks,
  })
}

/** A JPEG of a drawing, each letter a block of eight by eight pixels so that nothing is lost. */
export function jpegOf(drawing: Drawing, exif?: Buffer): Buffer {
  const enlarged = drawing.flatMap(row =>
    Array<string>(8).fill(Array.from(row, letter => letter.repeat(8)).join('')),
  )
  const jpeg = new Transformer(greyPng(enlarged)).jpegSync(95)
  if (!exif) return jpeg
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif])
  const head = Buffer.from([0xff, 0xe1, (segment.length + 2) >> 8, (segment.length + 2) & 255])
  return Buffer.concat([jpeg.subarray(0, 2), head, segment, jpeg.subarray(2)])
}

export type TiffEntries = Readonly<Record<number, readonly number[]>>

export interface TiffPageFixture {
  readonly entries: TiffEntries
  /** One strip, or tiles. */
  readonly data?: Buffer
  readonly tiles?: readonly Buffer[]
}

/** A little-endian TIFF of pages with given fields, all as 32-bit numbers. */
export function tiffOf(pages: readonly TiffPageFixture[], loops = false): Buffer {
  const parts: Buffer[] = [Buffer.from('II*\0'), Buffer.alloc(4)]
  const linkPlaces: number[] = [4]
  const directoryPlaces: number[] = []
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  for (const { entries, data = Buffer.alloc(0), tiles } of pages) {
    const places = (tiles ?? [data]).map(block => {
      parts.push(block, Buffer.alloc(block.length % 2))
      return length() - block.length - (block.length % 2)
    })
    const sizes = (tiles ?? [data]).map(block => block.length)
    const blocks = tiles ? { 324: places, 325: sizes } : { 273: places, 279: sizes }
    const all = Object.entries({ ...entries, ...blocks }).map(([tag, values]) => ({
      tag: Number(tag),
      values,
    }))
    const table = Buffer.alloc(2 + all.length * 12 + 4)
    table.writeUInt16LE(all.length, 0)
    for (const [index, { tag, values }] of all.sort((one, other) => one.tag - other.tag).entries()) {
      const at = 2 + index * 12
      table.writeUInt16LE(tag, at)
      table.writeUInt16LE(4, at + 2)
      table.writeUInt32LE(values.length, at + 4)
      if (values.length === 1) {
        table.writeUInt32LE(values[0] ?? 0, at + 8)
        continue
      }
      table.writeUInt32LE(length(), at + 8)
      const block = Buffer.alloc(values.length * 4)
      for (const [place, value] of values.entries()) block.writeUInt32LE(value, place * 4)
      parts.push(block)
    }
    directoryPlaces.push(length())
    linkPlaces.push(length() + table.length - 4)
    parts.push(table)
  }
  const file = Buffer.concat(parts)
  for (const [index, place] of directoryPlaces.entries()) file.writeUInt32LE(place, linkPlaces[index] ?? 4)
  if (loops) file.writeUInt32LE(directoryPlaces[0] ?? 0, linkPlaces.at(-1) ?? 4)
  return file
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length, 0)
  head.write(type, 4, 'latin1')
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0)
  return Buffer.concat([head, body, checksum])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

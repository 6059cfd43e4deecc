import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { PackagePart } from '../../core/export/package-part.ts'
import { ProblemError } from '../../core/problem-error.ts'

const LOCAL_HEADER = 0x04034b50
const DATA_DESCRIPTOR = 0x08074b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
/** Version 2.0, the first with folders and deflate. */
const VERSION = 20
/** The first of January 1980: the same pages give the same file. */
const DATE = 0x0021
/** What a ZIP archive without extensions can hold. */
const MOST_BYTES = 0xffff_ffff
const MOST_FILES = 0xffff

interface Entry {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packedBytes: number
  readonly plainBytes: number
}

/** Writes a ZIP archive as its files come, with one piece in memory at a time. */
export async function* packZip(parts: AsyncIterable<PackagePart>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = []
  let offset = 0
  for await (const part of parts) {
    const name = Buffer.from(part.path, 'utf8')
    const start = offset
    const sizes = { crc: 0, packedBytes: 0, plainBytes: 0 }
    const head = Buffer.concat([localHeader(name), name])
    offset += head.length
    yield head
    for await (const piece of packed(part.pieces, sizes)) {
      offset += piece.length
      yield piece
    }
    const tail = descriptor(sizes)
    offset += tail.length
    yield tail
    entries.push({ name, offset: start, ...sizes })
    if (offset > MOST_BYTES || sizes.plainBytes > MOST_BYTES || entries.length > MOST_FILES)
      throw new ProblemError('storage-full', 'The result is too large for this format; choose fewer pages')
  }
  let directoryBytes = 0
  for (const entry of entries) {
    const row = Buffer.concat([centralHeader(entry), entry.name])
    directoryBytes += row.length
    yield row
  }
  yield endOfDirectory(entries.length, directoryBytes, offset)
}

interface Sizes {
  crc: number
  packedBytes: number
  plainBytes: number
}

async function* packed(pieces: PackagePart['pieces'], sizes: Sizes): AsyncGenerator<Buffer> {
  const counted = async function* () {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece)
      sizes.crc = crc32(bytes, sizes.crc)
      sizes.plainBytes += bytes.length
      if (bytes.length > 0) yield bytes
    }
  }
  const deflate = createDeflateRaw()
  const feeding = pipeline(counted, deflate)
  feeding.catch(() => undefined)
  for await (const chunk of deflate) {
    if (!Buffer.isBuffer(chunk)) continue
    sizes.packedBytes += chunk.length
    yield chunk
  }
  await feeding
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(LOCAL_HEADER, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return header
}

function descriptor({ crc, packedBytes, plainBytes }: Sizes): Buffer {
  const tail = Buffer.alloc(16)
  tail.writeUInt32LE(DATA_DESCRIPTOR, 0)
  tail.writeUInt32LE(crc, 4)
  tail.writeUInt32LE(Math.min(packedBytes, MOST_BYTES), 8)
  tail.writeUInt32LE(Math.min(plainBytes, MOST_BYTES), 12)
  return tail
}

function centralHeader({ name, offset, crc, packedBytes, plainBytes }: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(CENTRAL_HEADER, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DATE, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packedBytes, 20)
  header.writeUInt32LE(plainBytes, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return header
}

function endOfDirectory(count: number, sizeBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END_OF_DIRECTORY, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(sizeBytes, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

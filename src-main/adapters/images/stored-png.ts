import { crc32 } from 'node:zlib'
import type { FilePiece, StoredPicture } from '../../core/ports/shrink-picture.ts'
import type { ByteSource } from './byte-source.ts'

const SIGNATURE_BYTES = 8
/** Length and type before a chunk, its checksum behind it. */
const AROUND_BYTES = 12
const HEADER_BYTES = 13
/** By the number for the colour type; those with alpha are missing. */
const CHANNELS: readonly (StoredPicture['channels'] | undefined)[] = [1, undefined, 3, 1]
const PALETTE = 3
/** Deflate packs no more bytes into one. */
const MOST_PACKED = 1032
/** Checksums are taken over so much at a time. */
const BLOCK_BYTES = 1024 * 1024

/** A PNG's packed rows. Undefined for one that is damaged, interlaced or has alpha. */
export function storedPng(source: ByteSource): StoredPicture | undefined {
  const chunks = chunksOf(source)
  const header = chunks?.find(({ type }) => type === 'IHDR')
  if (chunks === undefined || header?.length !== HEADER_BYTES) return undefined
  if (chunks.some(({ type }) => type === 'tRNS')) return undefined
  const body = source.read(header.offset, header.length)
  const colourType = body[9] ?? 0
  const channels = CHANNELS[colourType]
  const isInterlaced = body[12] !== 0
  if (channels === undefined || isInterlaced) return undefined
  const palette = colourType === PALETTE ? chunks.find(({ type }) => type === 'PLTE') : undefined
  if (colourType === PALETTE && (palette === undefined || palette.length % 3 > 0)) return undefined
  const pieces = chunks.filter(({ type }) => type === 'IDAT')
  const widthPx = body.readUInt32BE(0)
  const heightPx = body.readUInt32BE(4)
  const bitsPerSample = body[8] ?? 8
  const packedBytes = pieces.reduce((sum, { length }) => sum + length, 0)
  if (packedBytes * MOST_PACKED * 8 < widthPx * heightPx * channels * bitsPerSample) return undefined
  return {
    ...{ widthPx, heightPx, channels, bitsPerSample, pieces },
    coding: 'png-rows',
    ...(palette && { palette: source.read(palette.offset, palette.length) }),
    fill: source.fill,
  }
}

interface Chunk extends FilePiece {
  readonly type: string
}

/** All chunks. Undefined where one is damaged or the last is missing. */
function chunksOf(source: ByteSource): readonly Chunk[] | undefined {
  const block = Buffer.alloc(BLOCK_BYTES)
  const chunks: Chunk[] = []
  for (let at = SIGNATURE_BYTES; at + AROUND_BYTES <= source.sizeBytes; ) {
    const head = source.read(at, 8)
    const chunk = { type: head.toString('latin1', 4), offset: at + 8, length: head.readUInt32BE(0) }
    if (!isIntact(source, chunk, block)) return undefined
    if (chunk.type === 'IEND') return chunks
    chunks.push(chunk)
    at += AROUND_BYTES + chunk.length
  }
  return undefined
}

function isIntact(source: ByteSource, { offset, length }: Chunk, block: Buffer): boolean {
  const end = offset + length
  let sum = crc32(source.read(offset - 4, 4))
  for (let at = offset; at < end; at += block.length) {
    const count = source.fill(block.subarray(0, end - at), at)
    sum = crc32(block.subarray(0, count), sum)
  }
  const told = source.read(end, 4)
  return told.length === 4 && told.readUInt32BE(0) === sum
}

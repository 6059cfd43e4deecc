import type { ByteSource } from './byte-source.ts'
import type { PixelRows } from './resize-pixels.ts'

const HEAD_BYTES = 54
/** Older headers are shorter. */
const LEAST_INFO_BYTES = 40
const COLOUR_BITS = 24
const UNCOMPRESSED = 0

/** The rows of a BMP in 24-bit colour, each read when it is needed. Undefined for other kinds. `rowAt` throws where the file ends. */
export function bmpRows(source: ByteSource): PixelRows | undefined {
  const head = source.read(0, HEAD_BYTES)
  if (head.length < HEAD_BYTES || head.readUInt32LE(14) < LEAST_INFO_BYTES) return undefined
  if (head.readUInt16LE(28) !== COLOUR_BITS || head.readUInt32LE(30) !== UNCOMPRESSED) return undefined
  const start = head.readUInt32LE(10)
  const widthPx = head.readInt32LE(18)
  const isTopFirst = head.readInt32LE(22) < 0
  const heightPx = Math.abs(head.readInt32LE(22))
  const stride = Math.ceil((widthPx * 3) / 4) * 4
  const stored = Buffer.alloc(stride)
  const row = new Uint8Array(widthPx * 3)
  return {
    ...{ widthPx, heightPx, channels: 3 },
    rowAt(y) {
      const at = start + (isTopFirst ? y : heightPx - 1 - y) * stride
      if (source.fill(stored, at) < stride) throw new Error('the picture ends too early')
      for (let to = 0; to < row.length; to += 3) {
        row[to] = stored[to + 2] ?? 0
        row[to + 1] = stored[to + 1] ?? 0
        row[to + 2] = stored[to] ?? 0
      }
      return row
    },
  }
}

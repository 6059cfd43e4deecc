import { inflateSync } from 'node:zlib'
import { unpackLzw } from './unpack-lzw.ts'

const UNCOMPRESSED = 1
const LZW = 5
const DEFLATE: readonly number[] = [8, 32946]
const PACK_BITS = 32773
/** The last strip may be padded to the rows of the others. */
const MOST_PADDING = 4

/** Whether `unpackStrip` knows a TIFF's compression. */
export function isUnpackable(compression: number): boolean {
  return [UNCOMPRESSED, LZW, PACK_BITS, ...DEFLATE].includes(compression)
}

/** Fills the target with what a TIFF's strip holds. Throws where it is damaged or holds too little. */
export function unpackStrip(compression: number, packed: Uint8Array, target: Uint8Array): void {
  if (compression === LZW) unpackLzw(packed, target)
  else if (compression === PACK_BITS) unpackBits(packed, target)
  else if (compression === UNCOMPRESSED) copyStart(packed, target)
  else copyStart(inflateSync(packed, { maxOutputLength: target.length * MOST_PADDING }), target)
}

function copyStart(bytes: Uint8Array, target: Uint8Array): void {
  if (bytes.length < target.length) throw new Error('the strip is too short')
  target.set(bytes.subarray(0, target.length))
}

/** Runs of bytes as they are, and of one byte many times. */
function unpackBits(packed: Uint8Array, target: Uint8Array): void {
  let to = 0
  for (let from = 0; to < target.length; ) {
    if (from >= packed.length) throw new Error('the strip is too short')
    const sign = packed[from++] ?? 0
    if (sign < 128) {
      const run = packed.subarray(from, from + Math.min(sign + 1, target.length - to))
      target.set(run, to)
      to += run.length
      from += sign + 1
    } else if (sign > 128) {
      const end = Math.min(target.length, to + 257 - sign)
      target.fill(packed[from++] ?? 0, to, end)
      to = end
    }
  }
}

import { credibleDpi } from './credible-dpi.ts'
import type { ImageHeader } from './image-header.ts'

/** The oldest header has 16-bit sizes and no resolution. */
const OLDEST_HEADER_BYTES = 12
const INCHES_PER_METRE = 0.0254

/** Reads a BMP's header: size and resolution. */
export function bmpHeader(bytes: Buffer): ImageHeader | undefined {
  if (bytes.readUInt32LE(14) === OLDEST_HEADER_BYTES) {
    return {
      widthPx: bytes.readUInt16LE(18),
      heightPx: bytes.readUInt16LE(20),
      orientation: 1,
      dpi: undefined,
    }
  }
  // A negative height means that the rows are stored from the top.
  const size = { widthPx: bytes.readInt32LE(18), heightPx: Math.abs(bytes.readInt32LE(22)) }
  const across = Math.round(bytes.readInt32LE(38) * INCHES_PER_METRE)
  const down = Math.round(bytes.readInt32LE(42) * INCHES_PER_METRE)
  return { ...size, orientation: 1, dpi: credibleDpi({ ...size, across, down }) }
}

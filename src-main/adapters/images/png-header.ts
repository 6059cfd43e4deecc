import { credibleDpi } from './credible-dpi.ts'
import { readExif } from './exif.ts'
import type { ImageHeader } from './image-header.ts'

const SIGNATURE_BYTES = 8
const INCHES_PER_METRE = 0.0254
const METRE = 1

/** Reads a PNG's header: size, pHYs and eXIf. */
export function pngHeader(bytes: Buffer): ImageHeader | undefined {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined
  const size = { widthPx: bytes.readUInt32BE(16), heightPx: bytes.readUInt32BE(20) }
  let header: ImageHeader = { ...size, orientation: 1, dpi: undefined }
  for (const { type, body } of chunksBeforePixels(bytes)) {
    if (type === 'eXIf') header = { ...header, orientation: readExif(body).orientation }
    if (type === 'pHYs' && body.length >= 9 && body[8] === METRE) {
      const across = Math.round(body.readUInt32BE(0) * INCHES_PER_METRE)
      const down = Math.round(body.readUInt32BE(4) * INCHES_PER_METRE)
      header = { ...header, dpi: credibleDpi({ ...size, across, down }) }
    }
  }
  return header
}

function* chunksBeforePixels(bytes: Buffer) {
  let offset = SIGNATURE_BYTES
  while (offset + 8 <= bytes.length) {
    const length = bytes.readUInt32BE(offset)
    const type = bytes.toString('latin1', offset + 4, offset + 8)
    if (type === 'IDAT' || type === 'IEND') return
    yield { type, body: bytes.subarray(offset + 8, offset + 8 + length) }
    offset += 12 + length
  }
}

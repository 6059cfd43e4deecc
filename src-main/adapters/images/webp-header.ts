import { readExif } from './exif.ts'
import type { ImageHeader } from './image-header.ts'

const EXIF_NAME = 'Exif\0\0'

/** Reads a WebP's header: size and EXIF. WebP has no other word for a resolution. */
export function webpHeader(bytes: Buffer): ImageHeader | undefined {
  let size: { widthPx: number; heightPx: number } | undefined
  let orientation: ImageHeader['orientation'] = 1
  for (const { type, body } of chunks(bytes)) {
    size ??= sizeIn(type, body)
    if (type === 'EXIF') {
      const hasName = body.toString('latin1', 0, 6) === EXIF_NAME
      orientation = readExif(hasName ? body.subarray(6) : body).orientation
    }
  }
  return size && { ...size, orientation, dpi: undefined }
}

function sizeIn(type: string, body: Buffer): { widthPx: number; heightPx: number } | undefined {
  if (type === 'VP8X') return { widthPx: body.readUIntLE(4, 3) + 1, heightPx: body.readUIntLE(7, 3) + 1 }
  if (type === 'VP8 ')
    return { widthPx: body.readUInt16LE(6) & 0x3fff, heightPx: body.readUInt16LE(8) & 0x3fff }
  if (type !== 'VP8L') return undefined
  const bits = body.readUInt32LE(1)
  return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 }
}

function* chunks(bytes: Buffer) {
  let offset = 12
  while (offset + 8 <= bytes.length) {
    const length = bytes.readUInt32LE(offset + 4)
    yield {
      type: bytes.toString('latin1', offset, offset + 4),
      body: bytes.subarray(offset + 8, offset + 8 + length),
    }
    offset += 8 + length + (length % 2)
  }
}

import { bmpHeader } from './bmp-header.ts'
import type { ImageHeader } from './image-header.ts'
import { jpegHeader } from './jpeg-header.ts'
import { pngHeader } from './png-header.ts'
import { webpHeader } from './webp-header.ts'

/** Headers stand within this but for a few, in which much else stands before them. */
export const PICTURE_HEAD_BYTES = 4 * 1024 * 1024

/** Reads the header of a PNG, JPEG, WebP or BMP. Undefined if there is none, or the picture has no size. */
export function readImageHeader(mediaType: string, bytes: Buffer): ImageHeader | undefined {
  const header = parse(mediaType, bytes)
  return header && header.widthPx > 0 && header.heightPx > 0 ? header : undefined
}

function parse(mediaType: string, bytes: Buffer): ImageHeader | undefined {
  try {
    if (mediaType === 'image/png') return pngHeader(bytes)
    if (mediaType === 'image/jpeg') return jpegHeader(bytes)
    if (mediaType === 'image/webp') return webpHeader(bytes)
    return bmpHeader(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined // the file ends within its header
    throw error
  }
}

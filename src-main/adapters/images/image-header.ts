import type { Orientation } from '../../core/recognition/orient-image.ts'
import { bmpHeader } from './bmp-header.ts'
import { jpegHeader } from './jpeg-header.ts'
import { pngHeader } from './png-header.ts'
import { webpHeader } from './webp-header.ts'

/** What a picture's file says of it before anything is decoded. */
export interface ImageHeader {
  /** As stored, before the orientation is applied. */
  readonly widthPx: number
  readonly heightPx: number
  readonly orientation: Orientation
  /** Across and down as stored; undefined where the file tells none that can be true. */
  readonly dpi: Dpi | undefined
}

export interface Dpi {
  readonly across: number
  readonly down: number
}

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

import type { OpenPage, PageRaster } from '../../core/ports/document-reader.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { orientImage } from '../../core/recognition/images/orient-image.ts'
import { orientColour } from '../../core/recognition/images/turn-colour.ts'
import { colourOfPixels } from './colour-of-pixels.ts'
import { flattenPixels, type Ground, readableGround } from './flatten-pixels.ts'
import { greyOfPixels } from './grey-of-pixels.ts'
import type { Dpi, ImageHeader } from './image-header.ts'
import type { OpaquePixels, Pixels } from './pixels.ts'
import { resizePixels, shrinkInPlace } from './resize-pixels.ts'

/** Assumed where a picture tells no resolution that can be true. */
const ASSUMED_DPI = 200
/** Finer rasters cost time and read no better: an A3 sheet at 300 dpi has as many. */
const MOST_RASTER_PIXELS = 17_500_000
/** A picture is shrunk to a wished resolution only if its own is this much higher. */
const WISH_TOLERANCE = 1.4
/** Faxes have fewer rows than columns to the inch; below this it is taken for rounding. */
const UNEVEN = 1.05
/** The decoder's own limit, for pictures of few pixels with much in each. */
const OUT_OF_MEMORY = /memory limit exceeded/i

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** A picture in a file: what its header says, and its pixels once they are needed. */
export interface Picture {
  readonly header: ImageHeader
  decode(): Pixels
}

/** A picture as a page. It has no text layer. */
export function openImagePage(picture: Picture): OpenPage {
  const { header } = picture
  const isSideways = header.orientation >= 5
  const size = squareSize(header)
  const dpi = Math.max(header.dpi?.across ?? ASSUMED_DPI, header.dpi?.down ?? ASSUMED_DPI)
  return {
    widthPt: ((isSideways ? size.heightPx : size.widthPx) * 72) / dpi,
    heightPt: ((isSideways ? size.widthPx : size.heightPx) * 72) / dpi,
    readTextLayer: () => undefined,
    drawRaster: wishedDpi => {
      const raster = drawRaster(picture, wishedDpi, dpi)
      if (header.widthPx * header.heightPx > MOST_RASTER_PIXELS) freeDecoded()
      return raster
    },
    drawColour: maxSidePx => {
      const pixels = decoded(picture)
      const flat = flattenPixels(pixels, readableGround(pixels))
      const scale = Math.min(1, maxSidePx / Math.max(size.widthPx, size.heightPx))
      return orientColour(colourOfPixels(resizePixels(flat, scaled(size, scale))), header.orientation)
    },
    close: () => {},
  }
}

/** The decoder and its pixels, many times the raster, would else lie beside what reading needs. Node may run without `gc`. */
function freeDecoded(): void {
  globalThis.gc?.()
}

function drawRaster(picture: Picture, wishedDpi: number | null, dpi: number): PageRaster {
  const { header } = picture
  const size = squareSize(header)
  const pixels = decoded(picture)
  const ground = readableGround(pixels)
  const byWish = header.dpi && wishedDpi !== null && dpi > wishedDpi * WISH_TOLERANCE ? wishedDpi / dpi : 1
  const byArea = Math.sqrt(MOST_RASTER_PIXELS / (size.widthPx * size.heightPx))
  const scale = Math.min(1, byWish, byArea)
  const { widthPx, heightPx, samples } = greyOfSize(pixels, ground, scaled(size, scale))
  const upright = orientImage(
    { widthPx, heightPx, pixels: ground === 'black' ? inverted(samples) : samples },
    header.orientation,
  )
  return { image: upright, dpi: dpi * scale, isEmbeddedImage: false }
}

/** Colours that shrink do so first and without more memory: they are the most that is held of a page. */
function greyOfSize(pixels: Pixels, ground: Ground, size: Size): OpaquePixels {
  const { widthPx, heightPx, channels } = pixels
  if (channels !== 3 || size.widthPx > widthPx || size.heightPx > heightPx)
    return resizePixels(greyOfPixels(pixels, ground), size)
  return greyOfPixels(shrinkInPlace({ ...pixels, channels }, size), ground)
}

function decoded({ header, decode }: Picture): Pixels {
  const pixels = decodeOrExplain(decode)
  if (pixels.widthPx === header.widthPx && pixels.heightPx === header.heightPx) return pixels
  throw new ProblemError('page-unreadable', 'the picture has another size than its header says')
}

function decodeOrExplain(decode: () => Pixels): Pixels {
  try {
    return decode()
  } catch (error) {
    if (error instanceof ProblemError) throw error
    const message = error instanceof Error ? error.message : String(error)
    const reason = message
      .replace(/^Decode image failed /, '')
      .replace(/\s+/g, ' ')
      .trim()
    const code = OUT_OF_MEMORY.test(message) ? 'image-too-large' : 'page-unreadable'
    throw new ProblemError(code, `the picture cannot be decoded: ${reason}`, { cause: error })
  }
}

/** The size with square pixels: the coarser direction is stretched. */
function squareSize({ widthPx, heightPx, dpi }: ImageHeader): Size {
  if (!dpi || !isUneven(dpi)) return { widthPx, heightPx }
  const finest = Math.max(dpi.across, dpi.down)
  return scaledBy({ widthPx, heightPx }, finest / dpi.across, finest / dpi.down)
}

function isUneven({ across, down }: Dpi): boolean {
  return Math.max(across / down, down / across) > UNEVEN
}

function scaled(size: Size, scale: number): Size {
  return scaledBy(size, scale, scale)
}

function scaledBy({ widthPx, heightPx }: Size, across: number, down: number): Size {
  return {
    widthPx: Math.max(1, Math.round(widthPx * across)),
    heightPx: Math.max(1, Math.round(heightPx * down)),
  }
}

/** Light writing becomes dark, which engines know better. */
function inverted(samples: OpaquePixels['samples']): Uint8Array {
  return samples.map(sample => 255 - sample)
}

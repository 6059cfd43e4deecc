import type { GreyImage, OpenPage, PageRaster } from '../../core/ports/document-reader.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { orientImage } from '../../core/recognition/images/orient-image.ts'
import { orientColour } from '../../core/recognition/images/turn-colour.ts'
import { colourOfPixels } from './colour-of-pixels.ts'
import { flattenInPlace, type Ground, readableGround } from './flatten-pixels.ts'
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
  /** Gets ready to shrink once. */
  prepare?(): Promise<void>
  /** Decodes it piece by piece at a smaller size, without alpha. Undefined where it can't be, or isn't ready. */
  shrink?(size: Size): OpaquePixels | undefined
}

/** Whether a picture has so many pixels that it is not wanted as large as it is. */
function isLarge({ widthPx, heightPx }: Size): boolean {
  return widthPx * heightPx > MOST_RASTER_PIXELS
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
    prepareDrawing: async () => {
      if (isLarge(header)) await picture.prepare?.()
    },
    drawRaster: wishedDpi => {
      const raster = drawRaster(picture, wishedDpi, dpi)
      if (isLarge(header)) freeDecoded()
      return raster
    },
    drawColour: maxSidePx => {
      const scale = Math.min(1, maxSidePx / Math.max(size.widthPx, size.heightPx))
      const pixels = opaqueOfSize(picture, scaled(size, scale))
      const image = orientColour(colourOfPixels(pixels), header.orientation)
      if (isLarge(header)) freeDecoded()
      return image
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
  const byWish = header.dpi && wishedDpi !== null && dpi > wishedDpi * WISH_TOLERANCE ? wishedDpi / dpi : 1
  const byArea = Math.sqrt(MOST_RASTER_PIXELS / (size.widthPx * size.heightPx))
  const scale = Math.min(1, byWish, byArea)
  const upright = orientImage(greyOfSize(picture, scaled(size, scale)), header.orientation)
  return { image: upright, dpi: dpi * scale, isEmbeddedImage: false }
}

function opaqueOfSize(picture: Picture, size: Size): OpaquePixels {
  const shrunk = shrunkWhileDecoded(picture, size)
  if (shrunk) return shrunk
  const pixels = decoded(picture)
  return resizePixels(flattenInPlace(pixels, readableGround(pixels)), size)
}

/** Dark writing on white: light writing on nothing becomes so, which engines know better. */
function greyOfSize(picture: Picture, size: Size): GreyImage {
  const shrunk = shrunkWhileDecoded(picture, size)
  if (shrunk) return { ...size, pixels: greyOfPixels(shrunk, 'white').samples }
  const pixels = decoded(picture)
  const ground = readableGround(pixels)
  const { samples } = greyOnGround(pixels, ground, size)
  return { ...size, pixels: ground === 'black' ? samples.map(sample => 255 - sample) : samples }
}

function shrunkWhileDecoded({ header, shrink }: Picture, size: Size): OpaquePixels | undefined {
  const isSmaller = size.widthPx <= header.widthPx && size.heightPx <= header.heightPx
  return isLarge(header) && isSmaller && shrink ? explained(() => shrink(size)) : undefined
}

/** Colours that shrink do so first and without more memory: they are the most that is held of a page. */
function greyOnGround(pixels: Pixels, ground: Ground, size: Size): OpaquePixels {
  const { widthPx, heightPx, channels } = pixels
  const isSmaller = size.widthPx < widthPx && size.heightPx < heightPx
  if (channels < 3 || !isSmaller) return resizePixels(greyOfPixels(pixels, ground), size)
  return greyOfPixels(shrinkInPlace(flattenInPlace(pixels, ground), size), ground)
}

function decoded({ header, decode }: Picture): Pixels {
  const pixels = explained(decode)
  if (pixels.widthPx === header.widthPx && pixels.heightPx === header.heightPx) return pixels
  throw new ProblemError('page-unreadable', 'the picture has another size than its header says')
}

/** Makes a problem of what a decoder throws. */
function explained<T>(decode: () => T): T {
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

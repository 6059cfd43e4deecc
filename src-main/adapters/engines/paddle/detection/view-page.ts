import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { enlargeImage } from '../pixels/enlarge-image.ts'
import type { PixelArea } from '../pixels/pixel-area.ts'
import { resizeArea, wholeOf } from '../pixels/resize-area.ts'
import { nearestStep, nextStep } from '../pixels/shrink-page.ts'

/** A page, the same page as `shrinkPage` made it, and which part of that holds ink. */
export interface PageToSearch {
  readonly image: GreyImage
  readonly shrunk: GreyImage
  readonly ink: PixelArea
}

/** What the detector is shown: an area of the page, at its own size. */
export interface PageView {
  readonly image: GreyImage
  /** Where the view's upper left pixel lies on the page. */
  readonly left: number
  readonly top: number
  /** Pixels of the page for one of the view. */
  readonly scaleX: number
  readonly scaleY: number
}

/** The part of the page that holds ink, so many times as large as on the shrunk page. */
export function viewPage({ image, shrunk, ink }: PageToSearch, factor: number): PageView {
  const across = spanOf(ink.left, ink.right, { side: shrunk.widthPx, factor })
  const down = spanOf(ink.top, ink.bottom, { side: shrunk.heightPx, factor })
  const size = { widthPx: across.pixels, heightPx: down.pixels }
  const scaleX = image.widthPx / shrunk.widthPx
  const scaleY = image.heightPx / shrunk.heightPx
  if (factor === 1) {
    const view = cut(shrunk, { left: across.from, top: down.from, right: across.to, bottom: down.to })
    return { image: view, left: across.from * scaleX, top: down.from * scaleY, scaleX, scaleY }
  }
  const area = {
    left: Math.round(across.from * scaleX),
    top: Math.round(down.from * scaleY),
    right: Math.min(image.widthPx, Math.max(1, Math.round(across.to * scaleX))),
    bottom: Math.min(image.heightPx, Math.max(1, Math.round(down.to * scaleY))),
  }
  const isEnlarged = size.heightPx > area.bottom - area.top
  return {
    image: isEnlarged ? enlargeImage(image, size, area) : resizeArea(image, size, area),
    ...{ left: area.left, top: area.top },
    scaleX: (area.right - area.left) / size.widthPx,
    scaleY: (area.bottom - area.top) / size.heightPx,
  }
}

interface Axis {
  readonly side: number
  readonly factor: number
}

/** Where a view begins and ends on one side of the shrunk page, and how many pixels it gets: as many as the detector takes, if need be by showing more. */
function spanOf(from: number, to: number, { side, factor }: Axis) {
  const pixels = nextStep((to - from) * factor)
  const length = pixels / factor
  if (length >= side) return { from: 0, to: side, pixels: nearestStep(side * factor) }
  const middle = (from + to - length) / 2
  const start = Math.min(side - length, Math.max(0, factor === 1 ? Math.floor(middle) : middle))
  return { from: start, to: start + length, pixels }
}

function cut(image: GreyImage, area: PixelArea): GreyImage {
  const whole = wholeOf(image)
  if (area.left === 0 && area.top === 0 && area.right === whole.right && area.bottom === whole.bottom)
    return image
  const widthPx = area.right - area.left
  const heightPx = area.bottom - area.top
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const from = (area.top + y) * image.widthPx + area.left
    pixels.set(image.pixels.subarray(from, from + widthPx), y * widthPx)
  }
  return { widthPx, heightPx, pixels }
}

import type { GreyImage } from '../../ports/document-reader.ts'

/** How a stored picture must be turned and mirrored to stand upright, numbered as EXIF does; 1 is upright already. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** Turns and mirrors a grey image as its EXIF orientation says. Orientation 1 gives the image itself. */
export function orientImage(image: GreyImage, orientation: Orientation): GreyImage {
  const { start, stepX, stepY, isSideways } = strides(image, orientation)
  if (orientation === 1) return image
  const widthPx = isSideways ? image.heightPx : image.widthPx
  const heightPx = isSideways ? image.widthPx : image.heightPx
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let y = 0, to = 0; y < heightPx; y++) {
    let from = start + y * stepY
    for (const end = to + widthPx; to < end; to++, from += stepX) pixels[to] = image.pixels[from] ?? 0
  }
  return { widthPx, heightPx, pixels }
}

interface Strides {
  /** Where the upright picture's top left pixel is stored. */
  readonly start: number
  /** From a stored pixel to the one that stands right of it, and below it. */
  readonly stepX: number
  readonly stepY: number
  readonly isSideways: boolean
}

/** How to walk through stored pixels in the order of the upright picture. */
export function strides(size: { widthPx: number; heightPx: number }, orientation: Orientation): Strides {
  const { widthPx: w, heightPx: h } = size
  const last = w * h - 1
  switch (orientation) {
    case 1:
      return { start: 0, stepX: 1, stepY: w, isSideways: false }
    case 2:
      return { start: w - 1, stepX: -1, stepY: w, isSideways: false }
    case 3:
      return { start: last, stepX: -1, stepY: -w, isSideways: false }
    case 4:
      return { start: last - w + 1, stepX: 1, stepY: -w, isSideways: false }
    case 5:
      return { start: 0, stepX: w, stepY: 1, isSideways: true }
    case 6:
      return { start: last - w + 1, stepX: -w, stepY: 1, isSideways: true }
    case 7:
      return { start: last, stepX: -w, stepY: -1, isSideways: true }
    case 8:
      return { start: w - 1, stepX: w, stepY: -1, isSideways: true }
  }
}

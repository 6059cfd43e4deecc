import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../ports/document-reader.ts'

/** The map from a page to its straightened image, in which all lines of text are level. */
export interface Straightening {
  readonly cos: number
  readonly sin: number
}

export function straightening(skewDegrees: number): Straightening {
  const angle = (-skewDegrees * Math.PI) / 180
  return { cos: Math.cos(angle), sin: Math.sin(angle) }
}

/** A box of the page on the straightened page: its middle turned, its size kept. */
export function straightBox(box: Box, { cos, sin }: Straightening): Box {
  const x = (box.left + box.right) / 2
  const y = (box.top + box.bottom) / 2
  const shiftX = x * cos - y * sin - x
  const shiftY = x * sin + y * cos - y
  return {
    left: box.left + shiftX,
    right: box.right + shiftX,
    top: box.top + shiftY,
    bottom: box.bottom + shiftY,
  }
}

/** Cuts a box of the straightened page out of the page's image. What lies beside the page is white. */
export function cutStraight(image: GreyImage, box: Box, { cos, sin }: Straightening): GreyImage {
  const left = Math.floor(box.left)
  const top = Math.floor(box.top)
  const widthPx = Math.max(1, Math.ceil(box.right) - left)
  const heightPx = Math.max(1, Math.ceil(box.bottom) - top)
  const pixels = new Uint8Array(widthPx * heightPx).fill(255)
  for (let row = 0; row < heightPx; row++) {
    const x = left * cos + (top + row) * sin + 0.5
    const y = -left * sin + (top + row) * cos + 0.5
    cutRow(pixels.subarray(row * widthPx, (row + 1) * widthPx), image, { x, y, cos, sin })
  }
  return { widthPx, heightPx, pixels }
}

/** Cuts out what lies from a place of the page on, in the direction of its lines. */
function cutRow(
  target: Uint8Array,
  { widthPx, heightPx, pixels }: GreyImage,
  { cos, sin, ...start }: Straightening & { readonly x: number; readonly y: number },
): void {
  let { x, y } = start
  for (let column = 0; column < target.length; column++, x += cos, y -= sin) {
    if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) continue
    target[column] = pixels[(y | 0) * widthPx + (x | 0)] ?? 255
  }
}

/** A box of what `cutStraight` cut out, on the straightened page. */
export function boxOfView({ left, top, right, bottom }: Box, cut: Box): Box {
  const x = Math.floor(cut.left)
  const y = Math.floor(cut.top)
  return { left: left + x, right: right + x, top: top + y, bottom: bottom + y }
}

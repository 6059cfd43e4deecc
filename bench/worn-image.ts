import type { GreyImage } from '../src-main/core/ports/document-reader.ts'
import { seededRandom } from './seeded-random.ts'

const MOST_DEGREES = 0.7
/** Weights of a pixel and its four neighbours: a blur of about 0.6 pixels. */
const BLUR = { centre: 0.5, side: 0.125 } as const
const PAPER = { contrast: 0.9, lift: 12 } as const
const GRAIN = 7

/** A page image as from a scanner: turned by less than a degree, blurred, paler, grained. The seed decides how. */
export function wornImage(image: GreyImage, seed: number): GreyImage {
  const random = seededRandom(seed)
  const turned = turn(image, (random() * 2 - 1) * MOST_DEGREES)
  const { widthPx, heightPx } = image
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1) {
      const sides = at(turned, x - 1, y) + at(turned, x + 1, y) + at(turned, x, y - 1) + at(turned, x, y + 1)
      const soft = at(turned, x, y) * BLUR.centre + sides * BLUR.side
      // The sum of three even numbers is nearly a bell curve.
      const grain = (random() + random() + random() - 1.5) * GRAIN
      pixels[y * widthPx + x] = clamp(soft * PAPER.contrast + PAPER.lift + grain)
    }
  return { widthPx, heightPx, pixels }
}

function turn(image: GreyImage, degrees: number): GreyImage {
  const { widthPx, heightPx } = image
  const pixels = new Uint8Array(widthPx * heightPx)
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1) {
      const [dx, dy] = [x - widthPx / 2, y - heightPx / 2]
      pixels[y * widthPx + x] = between(
        image,
        dx * cos + dy * sin + widthPx / 2,
        dy * cos - dx * sin + heightPx / 2,
      )
    }
  return { widthPx, heightPx, pixels }
}

function between(image: GreyImage, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [across, down] = [x - left, y - top]
  const upper = at(image, left, top) * (1 - across) + at(image, left + 1, top) * across
  const lower = at(image, left, top + 1) * (1 - across) + at(image, left + 1, top + 1) * across
  return upper * (1 - down) + lower * down
}

/** Beyond the edge is white paper. */
function at({ widthPx, heightPx, pixels }: GreyImage, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) return 255
  return pixels[y * widthPx + x] ?? 255
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)))

import { drawPage } from '../../adapters/engines/paddle/drawn-page-fixture.ts'
import type { GreyImage } from '../../core/ports/document-reader.ts'

const THINGS = [
  'Rope',
  'Lantern',
  'Bread',
  'Anchor',
  'Candles',
  'Salt',
  'Compass',
  'Barrel',
  'Paint',
] as const
const SIZE = { widthPx: 1240, heightPx: 1754 } as const

/** White noise: every pixel is of any shade. */
export function noisePicture(): GreyImage {
  const random = randomNumbers()
  return pictureOf(SIZE.widthPx, SIZE.heightPx, () => random() >>> 24)
}

/** A photo as newspapers print it: a screen of dots whose size follows the shade. */
export function halftonePicture(): GreyImage {
  return pictureOf(SIZE.widthPx, SIZE.heightPx, (x, y) => {
    const shade = 0.5 + 0.25 * Math.sin(x / 140) + 0.25 * Math.cos(y / 190 + x / 400)
    const screen = 0.5 + 0.25 * Math.cos((x + y) * 0.7) + 0.25 * Math.cos((x - y) * 0.7)
    return screen < shade ? 0 : 255
  })
}

/** 100,000 specks of two by two pixels on white. */
export function speckledPicture(): GreyImage {
  const random = randomNumbers()
  const page = pictureOf(SIZE.widthPx, SIZE.heightPx, () => 255)
  for (let speck = 0; speck < 100_000; speck++) {
    const at = (random() % (SIZE.heightPx - 1)) * SIZE.widthPx + (random() % (SIZE.widthPx - 1))
    for (const pixel of [at, at + 1, at + SIZE.widthPx, at + SIZE.widthPx + 1]) page.pixels[pixel] = 0
  }
  return page
}

/** What is printed on the strip, line by line: 400 things bought. */
export const STRIP_LINES: readonly string[] = Array.from({ length: 400 }, (_, at) => {
  const thing = THINGS[at % THINGS.length] ?? ''
  return `${thing} ${100 + at} pieces ${1 + ((at * 7) % 90)}.${10 + ((at * 13) % 89)}`
})

/** A receipt of 1,000 by 20,000 pixels. */
export function longStrip(): GreyImage {
  const texts = STRIP_LINES.map((text, at) => ({ text, x: 80, y: 60 + 49.5 * at, sizePx: 30 }))
  return drawPage(texts, { widthPx: 1000, heightPx: 20_000 })
}

/** A picture without anything on it. */
export const whitePicture = (widthPx: number, heightPx: number): GreyImage =>
  pictureOf(widthPx, heightPx, () => 255)

function pictureOf(widthPx: number, heightPx: number, shadeAt: (x: number, y: number) => number): GreyImage {
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) for (let x = 0; x < widthPx; x++) pixels[y * widthPx + x] = shadeAt(x, y)
  return { widthPx, heightPx, pixels }
}

/** The same whole numbers of 32 bits at each run. */
function randomNumbers(): () => number {
  let state = 7
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

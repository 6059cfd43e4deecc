import path from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { ColourPlane } from './colour-plane.ts'
import { revealEqualGreys } from './reveal-equal-greys.ts'

const SIZE = { widthPx: 900, heightPx: 600 } as const
const LINES = [
  'The harbour was quiet when the boat',
  'came in, and two men carried crates',
  'along the narrow pier to the town.',
]

interface Look {
  readonly paper: string
  readonly ink: string
  /** Behind the lines, like a marker's. */
  readonly stripe?: string
}

/** A page with three lines of text, its grey pixels, and which of them are inside letters. */
function drawn({ paper, ink, stripe }: Look) {
  const { widthPx, heightPx } = SIZE
  GlobalFonts.registerFromPath(
    path.resolve('node_modules/pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'),
    'Equal Sans',
  )
  const paint = (back: string, front: string, behind?: string) => {
    const context = createCanvas(widthPx, heightPx).getContext('2d')
    context.fillStyle = back
    context.fillRect(0, 0, widthPx, heightPx)
    context.font = '40px "Equal Sans"'
    for (const [at, line] of LINES.entries()) {
      if (behind) {
        context.fillStyle = behind
        context.fillRect(60, 110 + 100 * at, 760, 60)
      }
      context.fillStyle = front
      context.fillText(line, 80, 150 + 100 * at)
    }
    return new Uint8Array(context.getImageData(0, 0, widthPx, heightPx).data)
  }
  const bytes = paint(paper, ink, stripe)
  const mask = paint('white', 'black')
  const grey = Uint8Array.from({ length: widthPx * heightPx }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = bytes.subarray(4 * at, 4 * at + 3)
    return (red * 77 + green * 150 + blue * 29) >> 8
  })
  const plane: ColourPlane = {
    ...SIZE,
    bytes,
    start: 0,
    stride: 4 * widthPx,
    bytesPerPixel: 4,
    isRedFirst: true,
  }
  const mean = (isInk: boolean) => {
    const chosen = [...grey].filter(
      (_, at) => (mask[4 * at] === 0) === isInk && (isInk || mask[4 * at] === 255),
    )
    return chosen.reduce((sum, value) => sum + value, 0) / chosen.length
  }
  return { grey, plane, contrast: () => Math.abs(mean(true) - mean(false)) }
}

describe('revealEqualGreys', () => {
  it.each([
    { ink: 'rgb(205, 50, 50)', paper: 'rgb(40, 135, 60)' },
    { ink: 'rgb(40, 135, 60)', paper: 'rgb(205, 50, 50)' },
    { ink: 'rgb(235, 125, 40)', paper: 'rgb(90, 170, 215)' },
    { ink: 'rgb(60, 90, 230)', paper: 'rgb(170, 60, 150)' },
  ])('shows $ink print on $paper of the same brightness', look => {
    const page = drawn(look)
    const before = page.contrast()

    revealEqualGreys(page.grey, page.plane)

    expect(before).toBeLessThan(25)
    expect(page.contrast()).toBeGreaterThan(55)
  })

  it.each([
    { ink: 'black', paper: 'white' },
    { ink: 'rgb(200, 30, 30)', paper: 'white' },
    { ink: 'black', paper: 'white', stripe: 'rgb(255, 240, 80)' },
    { ink: 'white', paper: 'rgb(20, 60, 140)' },
  ])('leaves $ink print on $paper, with $stripe behind it, as it is', look => {
    const page = drawn(look)
    const before = page.grey.slice()

    revealEqualGreys(page.grey, page.plane)

    expect(page.grey).toEqual(before)
  })
})

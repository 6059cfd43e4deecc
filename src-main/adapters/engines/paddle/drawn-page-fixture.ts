import path from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { GreyImage } from '../../../core/ports/document-reader.ts'

const FONT = 'Drawn Sans'
const FONT_FILE = 'node_modules/pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'

/** A text on a drawn page; `x` and `y` are its left end and baseline. */
export interface DrawnText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly sizePx?: number
  readonly angleDegrees?: number
}

interface PageLook {
  readonly widthPx?: number
  readonly heightPx?: number
  readonly paper?: string
  readonly ink?: string
}

/** A page drawn with a font that comes with the development packages, so that no font need be installed. */
export function drawPage(texts: readonly DrawnText[], look: PageLook = {}): GreyImage {
  const { widthPx = 1240, heightPx = 1754, paper = 'white', ink = 'black' } = look
  GlobalFonts.registerFromPath(path.resolve(FONT_FILE), FONT)
  const context = createCanvas(widthPx, heightPx).getContext('2d')
  context.fillStyle = paper
  context.fillRect(0, 0, widthPx, heightPx)
  context.fillStyle = ink
  for (const { text, x, y, sizePx = 32, angleDegrees = 0 } of texts) {
    context.save()
    context.translate(x, y)
    context.rotate((angleDegrees * Math.PI) / 180)
    context.font = `${sizePx}px "${FONT}"`
    context.fillText(text, 0, 0)
    context.restore()
  }
  const { data } = context.getImageData(0, 0, widthPx, heightPx)
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let i = 0; i < pixels.length; i++) pixels[i] = data[4 * i] ?? 0
  return { widthPx, heightPx, pixels }
}

/** Lines of prose below each other, as `drawPage` takes them. */
export function drawnLines(lines: readonly string[], x = 120, top = 160): DrawnText[] {
  return lines.map((text, index) => ({ text, x, y: top + 56 * index }))
}

/** A text that is long enough to tell which way up a page is. */
export const PROSE = [
  'The harbour was quiet when the morning boat came in.',
  'Two men carried the crates along the narrow pier,',
  'and a third wrote every number into a small book.',
  'Nobody asked what was in them, nor where they went.',
  'Later the fog lifted and the church became visible,',
  'white and plain above the roofs of the lower town.',
]

import path from 'node:path'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'

const FONT = 'Figure Sans'
const FONT_FILE = 'node_modules/pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'
const SIZE = { widthPx: 1240, heightPx: 1754 } as const
const LINE_PX = 34
const COLUMN = { left: 100, right: 660, width: 480 } as const

/** Prose of a column; its lines fill it. */
const LEFT = [
  'The survey of the harbour began in the',
  'spring, when the ice had left the inner',
  'basin and boats could lie at the pier.',
  'Each crew wrote down the depth at the',
  'marks that the elder survey had named,',
  'and the sheets were copied in the town.',
]
const RIGHT = [
  'Later sheets add the banks beyond the',
  'light and the wrecks that were found on',
  'them during the storms of the autumn.',
  'No chart of this coast had shown them,',
  'though every pilot of the town knew of',
  'their places and kept well away there.',
]

/** What is written on the page, in reading order. */
export const FIGURE_PAGE = {
  left: LEFT,
  caption: 'Figure 1: The harbour in the evening light.',
  below: [
    'After the second year the marks were',
    'painted anew, and buoys were laid out',
    'where the banks had begun to move.',
  ],
  right: [...RIGHT, ...RIGHT.map(line => line.replace('the', 'all the').slice(0, 38))],
} as const

/** Where the photo stands, in pixels of the page. */
export const PHOTO = { left: COLUMN.left, top: 420, right: COLUMN.left + COLUMN.width, bottom: 760 } as const

/** A page in two columns with a coloured photo-like picture and its caption in the left one. */
export function drawnFigurePage(): Canvas {
  GlobalFonts.registerFromPath(path.resolve(FONT_FILE), FONT)
  const canvas = createCanvas(SIZE.widthPx, SIZE.heightPx)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, SIZE.widthPx, SIZE.heightPx)
  drawPhoto(canvas)
  context.fillStyle = 'black'
  const write = (lines: readonly string[], x: number, top: number) => {
    context.font = `24px "${FONT}"`
    for (const [index, line] of lines.entries()) context.fillText(line, x, top + LINE_PX * index)
  }
  write(FIGURE_PAGE.left, COLUMN.left, 160)
  write([FIGURE_PAGE.caption], COLUMN.left, 810)
  write(FIGURE_PAGE.below, COLUMN.left, 880)
  write(FIGURE_PAGE.right, COLUMN.right, 160)
  return canvas
}

/** Shades from orange to blue with darker shapes, so that no two pixels are alike. */
function drawPhoto(canvas: Canvas): void {
  const context = canvas.getContext('2d')
  const width = PHOTO.right - PHOTO.left
  const height = PHOTO.bottom - PHOTO.top
  const image = context.createImageData(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isHull = (x - width / 2) ** 2 / 9 + (y - height * 0.7) ** 2 < 900
      const wave = 25 * Math.sin(x / 9 + y / 4) * Math.cos(y / 11)
      const at = (y * width + x) * 4
      image.data[at] = isHull ? 40 : 215 - (150 * y) / height + wave
      image.data[at + 1] = isHull ? 30 : 120 + wave
      image.data[at + 2] = isHull ? 25 : 40 + (150 * y) / height + wave
      image.data[at + 3] = 255
    }
  }
  context.putImageData(image, PHOTO.left, PHOTO.top)
}

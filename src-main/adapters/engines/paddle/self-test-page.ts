import type { GreyImage } from '../../../core/ports/document-reader.ts'
import type { LineQuad } from './quad.ts'

/** What stands on the page, line by line. */
export const SELF_TEST_LINES = ['PAGE 7243', 'LOOM 1806', 'A GOOD TEST'] as const

const WIDTH_PX = 480
const HEIGHT_PX = 352
const PAPER = 255
const INK = 20
/** A letter's dot is so many pixels wide and high. */
const DOT_PX = 5
const LETTER_DOTS = 5
const GAP_DOTS = 1
const LEFT_PX = 60
const FIRST_TOP_PX = 48
const LINE_STEP_PX = 96
const MARGIN_PX = 8

/** Letters as rows of five dots. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  A: ['.###.', '#...#', '#...#', '#####', '#...#', '#...#', '#...#'],
  D: ['####.', '#...#', '#...#', '#...#', '#...#', '#...#', '####.'],
  E: ['#####', '#....', '#....', '####.', '#....', '#....', '#####'],
  G: ['.###.', '#...#', '#....', '#.###', '#...#', '#...#', '.###.'],
  L: ['#....', '#....', '#....', '#....', '#....', '#....', '#####'],
  M: ['#...#', '##.##', '#.#.#', '#.#.#', '#...#', '#...#', '#...#'],
  O: ['.###.', '#...#', '#...#', '#...#', '#...#', '#...#', '.###.'],
  P: ['####.', '#...#', '#...#', '####.', '#....', '#....', '#....'],
  S: ['.####', '#....', '#....', '.###.', '....#', '....#', '####.'],
  T: ['#####', '..#..', '..#..', '..#..', '..#..', '..#..', '..#..'],
  '0': ['.###.', '#...#', '#..##', '#.#.#', '##..#', '#...#', '.###.'],
  '1': ['..#..', '.##..', '..#..', '..#..', '..#..', '..#..', '.###.'],
  '2': ['.###.', '#...#', '....#', '..##.', '.#...', '#....', '#####'],
  '3': ['.###.', '#...#', '....#', '..##.', '....#', '#...#', '.###.'],
  '4': ['...#.', '..##.', '.#.#.', '#..#.', '#####', '...#.', '...#.'],
  '6': ['.###.', '#....', '#....', '####.', '#...#', '#...#', '.###.'],
  '7': ['#####', '....#', '...#.', '..#..', '..#..', '.#...', '.#...'],
  '8': ['.###.', '#...#', '#...#', '.###.', '#...#', '#...#', '.###.'],
}
const LETTER_ROWS = 7

/** A small page with three lines of print, the same everywhere: it needs no font and no file. */
export function selfTestPage(): { readonly image: GreyImage; readonly lines: readonly LineQuad[] } {
  const pixels = new Uint8Array(WIDTH_PX * HEIGHT_PX).fill(PAPER)
  for (const [index, text] of SELF_TEST_LINES.entries()) drawText(pixels, text, topOf(index))
  return {
    image: { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, pixels },
    lines: SELF_TEST_LINES.map((text, index) => quadOf(text, topOf(index))),
  }
}

const topOf = (index: number): number => FIRST_TOP_PX + index * LINE_STEP_PX

function drawText(pixels: Uint8Array, text: string, topPx: number): void {
  for (const [place, letter] of [...text].entries()) {
    const leftPx = LEFT_PX + place * (LETTER_DOTS + GAP_DOTS) * DOT_PX
    for (const [row, dots] of (LETTERS[letter] ?? []).entries()) {
      for (const [column, dot] of [...dots].entries()) {
        if (dot === '#') drawDot(pixels, leftPx + column * DOT_PX, topPx + row * DOT_PX)
      }
    }
  }
}

function drawDot(pixels: Uint8Array, leftPx: number, topPx: number): void {
  for (let y = topPx; y < topPx + DOT_PX; y++) {
    const start = y * WIDTH_PX + leftPx
    pixels.fill(INK, start, start + DOT_PX)
  }
}

function quadOf(text: string, topPx: number): LineQuad {
  const left = LEFT_PX - MARGIN_PX
  const right = LEFT_PX + text.length * (LETTER_DOTS + GAP_DOTS) * DOT_PX + MARGIN_PX
  const top = topPx - MARGIN_PX
  const bottom = topPx + LETTER_ROWS * DOT_PX + MARGIN_PX
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ]
}

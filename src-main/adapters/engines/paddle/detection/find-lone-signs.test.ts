import { expect, it } from 'vitest'
import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { PixelArea } from '../pixels/pixel-area.ts'
import type { DetectedLine } from './detected-line.ts'
import { findLoneSigns } from './find-lone-signs.ts'

const WIDTH = 400
const HEIGHT = 120
const LINE_HEIGHT = 18
const LETTER_HEIGHT = 11

/** A page with ink on these areas, so many times as large. */
function drawn(areas: readonly PixelArea[], scale: number): GreyImage {
  const widthPx = WIDTH * scale
  const pixels = new Uint8Array(widthPx * HEIGHT * scale).fill(240)
  for (const { left, top, right, bottom } of areas)
    for (let y = top * scale; y < bottom * scale; y++)
      pixels.fill(60, y * widthPx + left * scale, y * widthPx + right * scale)
  return { widthPx, heightPx: HEIGHT * scale, pixels }
}

/** Letters of a line around the row, and the line as the detector finds it on a page of twice the size. */
function lineOf(left: number, letters: number, row: number) {
  const areas = Array.from({ length: letters }, (_, at) => stroke(left + at * 7, row, 4))
  const right = left + letters * 7
  const corner = (x: number, y: number) => ({ x: 2 * x, y: 2 * y })
  const [top, bottom] = [row - LINE_HEIGHT / 2, row + LINE_HEIGHT / 2]
  const quad = [
    corner(left - 3, top),
    corner(right, top),
    corner(right, bottom),
    corner(left - 3, bottom),
  ] as const
  return { areas, line: { quad, score: 0.9 } satisfies DetectedLine }
}

const stroke = (left: number, row: number, width = 2): PixelArea => ({
  ...{ left, right: left + width },
  ...{ top: row - Math.floor(LETTER_HEIGHT / 2), bottom: row + Math.ceil(LETTER_HEIGHT / 2) },
})

const rows = [lineOf(60, 12, 30), lineOf(60, 12, 60), lineOf(240, 9, 60), lineOf(60, 12, 90)]

/** Where signs were found beside the lines, from left to right, on a page with this ink besides: middles on the shrunk page. */
function foundBeside(areas: readonly PixelArea[]): (readonly [number, number])[] {
  const image = drawn([...rows.flatMap(row => row.areas), ...areas], 2)
  const shrunk = drawn([...rows.flatMap(row => row.areas), ...areas], 1)
  return findLoneSigns(
    image,
    shrunk,
    rows.map(row => row.line),
  )
    .map(({ quad: [a, , c] }) => [(a.x + c.x) / 4, (a.y + c.y) / 4] as const)
    .sort(([a], [b]) => a - b)
}

it('finds a sign that stands alone in the row of a line and is as high as its letters, once', () => {
  expect(foundBeside([stroke(199, 60)])).toEqual([[200, 60]])
  expect(foundBeside([stroke(39, 30)])).toEqual([[40, 30]])
})

it('leaves specks, rulings, letters in company, and what stands between the rows', () => {
  const speck = { left: 200, right: 202, top: 58, bottom: 61 }
  const ruling = { left: 200, right: 202, top: 10, bottom: 110 }
  const dashes = { left: 180, right: 230, top: 60, bottom: 61 }
  expect(foundBeside([speck])).toEqual([])
  expect(foundBeside([ruling])).toEqual([])
  expect(foundBeside([dashes])).toEqual([])
  expect(foundBeside([stroke(196, 60), stroke(203, 60)])).toEqual([])
  expect(foundBeside([stroke(200, 45)])).toEqual([])
})

it('takes many such marks for grain', () => {
  expect(foundBeside([stroke(199, 60), stroke(180, 30)])).toEqual([])
})

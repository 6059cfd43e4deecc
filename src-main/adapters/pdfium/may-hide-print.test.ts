import { expect, test } from 'vitest'
import type { GreyImage } from '../../core/ports/document-reader.ts'
import { testPdfOpener } from './open-test-pdf.ts'
import { onePagePdf, stream } from './pdf-fixture.ts'

const open = testPdfOpener()

const RED = '.804 .196 .196'
const GREEN = '.157 .529 .235'
const ORANGE = '.92 .49 .16'
const BLUE = '.353 .667 .843'
const ground = (colour: string) => `${colour} rg 0 0 200 300 re f`
const LINES = [250, 200, 150, 100].map(y => `BT /F1 24 Tf 20 ${y} Td (harbour boat) Tj ET`).join(' ')

/** The share of pixels that differ plainly from the page's corner. */
function printShare({ pixels }: GreyImage): number {
  const corner = pixels[0] ?? 0
  return pixels.filter(grey => Math.abs(grey - corner) > 50).length / pixels.length
}

async function printOf(content: string, objects: readonly Buffer[] = []): Promise<number> {
  const page = (await open(onePagePdf({ content, objects }))).openPage(1)
  return printShare(page.drawRaster(null).image)
}

test.each([
  { print: RED, on: GREEN },
  { print: GREEN, on: RED },
  { print: ORANGE, on: BLUE },
])('letters in $print stand out in grey on a ground of $on, as bright as they are', async ({ print, on }) => {
  const black = await printOf(`${ground('1 1 1')} 0 g ${LINES}`)

  const coloured = await printOf(`${ground(on)} ${print} rg ${LINES}`)

  expect(black).toBeGreaterThan(0.03)
  expect(coloured).toBeGreaterThan(0.6 * black)
})

test('letters that are drawn as outlines, stroked and within a form stand out as well', async () => {
  const zigzags = LINES.replace(/BT.*?20 (\d+) Td.*?ET/g, (_, y: string) =>
    Array.from(
      { length: 20 },
      (_each, at) => `${20 + 8 * at} ${y} m ${24 + 8 * at} ${Number(y) + 18} l`,
    ).join(' '),
  )
  const form = stream(
    '/Type/XObject/Subtype/Form/BBox[0 0 200 300]',
    `${ground(GREEN)} ${RED} RG 3 w ${zigzags} S`,
  )

  expect(await printOf('/I1 Do', [form])).toBeGreaterThan(0.03)
})

test('a coloured picture’s letters stand out in an area that is drawn of it', async () => {
  const [columns, rows] = [400, 600]
  const bytes = Buffer.alloc(columns * rows * 3)
  for (let at = 0; at < columns * rows; at++) {
    const [x, y] = [at % columns, Math.floor(at / columns)]
    const isPrint = y % 60 > 20 && y % 60 < 50 && x > 40 && x < 360 && x % 16 < 5
    bytes.set(isPrint ? [205, 50, 50] : [40, 135, 60], at * 3)
  }
  const image = stream(
    `/Type/XObject/Subtype/Image/Width ${columns}/Height ${rows}/ColorSpace/DeviceRGB/BitsPerComponent 8`,
    bytes,
  )
  const content = 'BT /F1 9 Tf 20 250 Td (x) Tj ET q 100 0 0 150 50 20 cm /I1 Do Q'
  const page = (await open(onePagePdf({ content, objects: [image] }))).openPage(1)

  const area = page.drawArea?.({ left: 50, top: 130, right: 150, bottom: 280 }, 200)

  expect(area && printShare(area.image)).toBeGreaterThan(0.05)
})

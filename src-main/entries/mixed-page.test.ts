import { describe, expect, test } from 'vitest'
import { type DrawnText, drawnLines, drawPage, PROSE } from '../adapters/engines/paddle/drawn-page-fixture.ts'
import { onePagePdf } from '../adapters/pdfium/pdf-fixture.ts'
import { countingEngine, imageObject, pdfPageReader } from './testing/read-pdf-page.ts'

const pageOf = pdfPageReader()

const drawn = (texts: readonly DrawnText[], widthPx: number, heightPx: number) =>
  imageObject(drawPage(texts, { widthPx, heightPx }))

const lineAt = (y: number, text: string) => `BT /F1 11 Tf 60 ${y} Td (${text}) Tj ET`
const ABOVE = [
  'The survey began in the spring and covered every farm of the valley.',
  'Its results were written down on sheets, one of which is shown here.',
  'Each row names a farm, its owner and the number of its cattle.',
]
const BELOW = [
  'Later sheets add the fields that belong to each of the farms,',
  'and name those that were let to others in the year before.',
  'The last of them was written in the autumn of the same year.',
]
const content = [
  ...ABOVE.map((line, index) => lineAt(760 - 16 * index, line)),
  ...BELOW.map((line, index) => lineAt(400 - 16 * index, line)),
].join('\n')
const A4 = '/MediaBox[0 0 595 842]'
/** The picture between the two paragraphs: 475 by 250 points. */
const placed = 'q 475 0 0 250 60 440 cm /I1 Do Q'
const SHEET = ['Brook Farm, Adam Walker, forty cows', 'Hill Farm, Mary Miller, twenty sheep']

describe('a page with a text layer and pictures', () => {
  test('has the words of a picture where it stands, each once', async () => {
    const picture = drawn(drawnLines(SHEET, 60, 120), 950, 500)
    const page = await pageOf(
      onePagePdf({ entries: A4, content: `${content}\n${placed}`, objects: [picture] }),
    )

    const text = page.regions.map(region => region.text).join('\n')
    const order = [...ABOVE, ...SHEET, ...BELOW].map(line => text.indexOf(line.slice(0, 18)))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(order.every(place => place >= 0)).toBe(true)
    for (const line of SHEET) expect(text.split(line.slice(0, 9))).toHaveLength(2)
    expect(page.source).toBe('text-layer')
    const read = page.regions.flatMap(region => region.lines).filter(line => line.model !== undefined)
    expect(read.map(line => line.text)).toEqual(SHEET)
    // 60 pt from the left, and the first line 60 px down in a picture that begins 152 pt below the edge: at 200 dpi.
    expect(read[0]?.box.left).toBeCloseTo(((60 + 30) * 200) / 72, -1)
    expect(read[0]?.box.bottom).toBeGreaterThan(((152 + 60) * 200) / 72 - 10)
    expect(read[0]?.box.bottom).toBeLessThan(((152 + 60) * 200) / 72 + 40)
  })

  test('does not read again what the layer writes over a picture', async () => {
    const { engine, count } = countingEngine()
    const ground = imageObject({ widthPx: 950, heightPx: 500, pixels: new Uint8Array(950 * 500).fill(225) })
    const over = lineAt(600, 'A label that the file itself sets over its picture')
    const pdf = onePagePdf({ entries: A4, content: `${placed}\n${content}\n${over}`, objects: [ground] })

    const page = await pageOf(pdf, engine)

    expect(count()).toBe(0)
    expect(page.regions.flatMap(region => region.lines).every(line => line.model === undefined)).toBe(true)
  })

  test.each([
    ['a shaded ground', Uint8Array.from({ length: 950 * 500 }, (_, at) => (at % 950) / 4)],
    [
      'a drawing of two bars',
      Uint8Array.from({ length: 950 * 500 }, (_, at) => (at % 950 > 400 && at % 950 < 600 ? 20 : 255)),
    ],
  ])('does not give %s to the engine', async (_kind, pixels) => {
    const { engine, count } = countingEngine()
    const picture = imageObject({ widthPx: 950, heightPx: 500, pixels })

    await pageOf(onePagePdf({ entries: A4, content: `${placed}\n${content}`, objects: [picture] }), engine)

    expect(count()).toBe(0)
  })

  test('reads a picture that is cut into strips as one', async () => {
    const { engine, count } = countingEngine()
    const picture = drawn(drawnLines(PROSE, 60, 120), 950, 500)
    const strips = Array.from(
      { length: 5 },
      (_, at) => `q 60 ${440 + 50 * at} 475 50 re W n 475 0 0 250 60 440 cm /I1 Do Q`,
    )
    const page = await pageOf(
      onePagePdf({ entries: A4, content: `${strips.join('\n')}\n${content}`, objects: [picture] }),
      engine,
    )

    expect(count()).toBe(1)
    const text = page.regions.map(region => region.text).join(' ')
    for (const line of PROSE) expect(text.split(line.slice(0, 20))).toHaveLength(2)
  })

  test('takes the head of a letter for a header', async () => {
    const logo = drawn([{ text: 'WALKER SURVEYORS', x: 40, y: 80, sizePx: 60 }], 700, 120)
    const head = 'q 210 0 0 36 300 795 cm /I1 Do Q'
    const page = await pageOf(onePagePdf({ entries: A4, content: `${head}\n${content}`, objects: [logo] }))

    const region = page.regions.find(each => each.text.includes('WALKER SURVEYORS'))
    expect(region?.category).toBe('header')
  })
})

import { describe, expect, test } from 'vitest'
import { drawnLines, drawPage, PROSE } from '../adapters/engines/paddle/drawn-page-fixture.ts'
import { onePagePdf, pdfOf, stream } from '../adapters/pdfium/pdf-fixture.ts'
import { countingEngine, imageObject, pdfPageReader } from './testing/read-pdf-page.ts'

const pageOf = pdfPageReader()

const A4 = '/MediaBox[0 0 595 842]'
/** Lines of the drawn page: 56 pixels apart from 160 on, at 150 dpi. */
const LINES = [...PROSE, ...PROSE, ...PROSE]
const OTHER = [
  'A garden needs more patience than the owner thinks in May.',
  'Beans are sown late because the nights are still cold then,',
  'while peas and broad beans stand a frost without any harm.',
  'Water in the evening, and never when the sun stands high.',
  'What grows beside a wall ripens a week before the others.',
  'In autumn the beds are covered with leaves and left alone.',
]

/** An invisible layer over the lines of the scan, moved down by so many points. */
function layerOf(lines: readonly string[], downPt = 0): string {
  const rows = lines.map((line, index) => {
    const y = 842 - ((160 + 56 * index) * 72) / 150 - downPt
    return `BT 3 Tr /F1 14 Tf 57.6 ${y.toFixed(2)} Td (${line}) Tj ET`
  })
  return rows.join('\n')
}

const scan = imageObject(drawPage(drawnLines(LINES)))

const scanWith = (layer: string): Buffer =>
  onePagePdf({ entries: A4, content: `q 595 0 0 842 0 0 cm /I1 Do Q\n${layer}`, objects: [scan] })

/** Every sixth letter is another, as old programs for recognition err: the words still look like words. */
const misread = (line: string): string =>
  line.replace(/[a-z]/g, (letter, at: number) =>
    at % 6 === 2 ? ({ e: 'c', o: 'a', n: 'u', t: 'l', i: 'l' }[letter] ?? 'o') : letter,
  )

describe('the text layer of a scan', () => {
  test('is believed when a few lines of the scan say the same', async () => {
    const { engine, count } = countingEngine()
    const page = await pageOf(scanWith(layerOf(LINES)), engine)

    expect(page.source).toBe('text-layer')
    expect(count()).toBe(1)
  })

  test.each([
    ['is of another page', layerOf([...OTHER, ...OTHER, ...OTHER])],
    ['lies two and a half lines too low', layerOf(LINES, 67)],
    ['lies half a line too low', layerOf(LINES, 13)],
    ['was read badly', layerOf(LINES.map(misread))],
  ])('is replaced when it %s', async (_what, layer) => {
    const page = await pageOf(scanWith(layer))

    expect(page.source).toBe('ocr')
    const text = page.regions.map(region => region.text).join(' ')
    expect(text).toContain('The harbour was quiet')
    expect(text).not.toContain('garden')
  })

  test('is kept where there is nothing but the layer', async () => {
    const content = layerOf(LINES)
    const page = await pageOf(onePagePdf({ entries: A4, content }))

    expect(page.source).toBe('text-layer')
  })
})

describe('visible text', () => {
  /** Tells each letter as the one four places on. */
  const movedMap = (() => {
    const rows = Array.from({ length: 26 }, (_, at) => {
      const hex = (code: number, width: number) => code.toString(16).padStart(width, '0')
      return `<${hex(65 + at, 2)}> <${hex(65 + ((at + 4) % 26), 4)}>`
    })
    return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange 26 beginbfchar\n${rows.join('\n')}\nendbfchar endcmap end end`
  })()
  const content = PROSE.map(
    (line, index) => `BT /F1 12 Tf 60 ${760 - 18 * index} Td (${line.toUpperCase()}) Tj ET`,
  ).join('\n')
  const withMap = (map: string): Buffer =>
    pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${A4}>>`,
      stream('', content),
      `<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding${map}>>`,
      stream('', movedMap),
    ])

  test('whose characters are told as others is read from its pixels', async () => {
    const page = await pageOf(withMap('/ToUnicode 6 0 R'))

    expect(page.source).toBe('ocr')
    expect(page.regions.map(region => region.text).join(' ')).toContain('THE HARBOUR WAS QUIET')
  })

  test('that is told rightly is not looked at twice', async () => {
    const { engine, count } = countingEngine()
    const page = await pageOf(withMap(''), engine)

    expect(page.source).toBe('text-layer')
    expect(count()).toBe(0)
  })
})

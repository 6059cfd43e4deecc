import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { GreyImage } from '../../core/ports/document-reader.ts'
import { openSample, samplePath, testPdfOpener, textOf } from './open-test-pdf.ts'
import { greyImageObject, onePagePdf, stream } from './pdf-fixture.ts'

const open = testPdfOpener()

describe('the text layer', () => {
  const content = 'BT /F1 24 Tf 40 200 Td (Ag) Tj ET'

  test.each([0, 90, 180, 270])(
    'lies over the ink of a page turned by %i degrees and cropped',
    async rotation => {
      const entries = `/MediaBox[0 0 400 500]/CropBox[20 90 220 290]/Rotate ${rotation}`
      const document = await open(onePagePdf({ entries, content }))
      const page = document.openPage(1)

      const { image } = page.drawRaster(144)
      const glyphs = page.readTextLayer()?.glyphs ?? []

      const ink = inkBox(image)
      expect(Math.min(...glyphs.map(glyph => glyph.box.left)) * 2).toBeCloseTo(ink.left, -0.7)
      expect(Math.max(...glyphs.map(glyph => glyph.box.right)) * 2).toBeCloseTo(ink.right, -0.7)
      expect(Math.min(...glyphs.map(glyph => glyph.box.top)) * 2).toBeCloseTo(ink.top, -0.7)
      expect(Math.max(...glyphs.map(glyph => glyph.box.bottom)) * 2).toBeCloseTo(ink.bottom, -0.7)
      expect(glyphs.map(glyph => glyph.angleDegrees)).toEqual([rotation, rotation])
      expect(glyphs[0]?.fontSizePt).toBeCloseTo(24)
    },
  )

  test('tells bold, invisible and stretched type', async () => {
    const hidden = 'BT 3 Tr /F1 1 Tf 12 0 0 12 40 200 Tm (scan) Tj ET'
    const page = (await open(onePagePdf({ content: hidden }))).openPage(1)

    const glyph = page.readTextLayer()?.glyphs[0]

    expect(glyph).toMatchObject({ text: 's', isBold: true, isInvisible: true, fontName: 'Helvetica-Bold' })
    expect(glyph?.fontSizePt).toBeCloseTo(12)
  })

  test('is absent on a page without text', async () => {
    const page = (await open(onePagePdf({ content: '10 10 50 50 re f' }))).openPage(1)

    expect(page.readTextLayer()).toBeUndefined()
  })

  test('says how much of the page images cover', async () => {
    const image = greyImageObject(20, 30)
    const half = `BT /F1 9 Tf 20 250 Td (x) Tj ET q 200 0 0 150 0 0 cm /I1 Do Q q 200 0 0 150 0 0 cm /I1 Do Q`
    const page = (await open(onePagePdf({ content: half, objects: [image] }))).openPage(1)

    expect(page.readTextLayer()?.imageCoverage).toBeCloseTo(0.5)
  })

  test.each([
    ['with a look of its own', '/AP<</N 8 0 R>>', ''],
    [
      'whose look is to be made',
      '/DA(/F1 12 Tf 0 g)',
      '/AcroForm<</Fields[7 0 R]/NeedAppearances true/DR<</Font<</F1 5 0 R>>>>>>',
    ],
  ])('has what was typed into a form field %s', async (_kind, look, form) => {
    const widget = `<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Ada)/Rect[20 100 120 120]/F 4${look}>>`
    const lookOf = '/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 5 0 R>>>>'
    const objects = [greyImageObject(2, 2), widget, stream(lookOf, 'BT /F1 12 Tf 2 5 Td (Ada) Tj ET')]
    const entries = '/MediaBox[0 0 200 300]/Annots[7 0 R]'
    const content = 'BT /F1 12 Tf 20 200 Td (Name) Tj ET'
    const document = await open(onePagePdf({ entries, content, objects, catalogue: form }))

    expect(textOf(document)).toContain('Ada')
  })

  test('the paper’s text layer holds the words of its text', async () => {
    const document = await openSample('paper-page.pdf')
    const page = document.openPage(1)
    const layer = page.readTextLayer()

    const words = (text: string) =>
      text
        .split(/\s+/)
        .filter(word => word !== '')
        .sort()
    const truth = words(await readFile(samplePath('paper-page.txt'), 'utf8'))
    const found = words(layer?.glyphs.map(glyph => glyph.text).join('') ?? '')
    const missing = truth.filter(word => !found.includes(word))

    expect(truth.length).toBeGreaterThan(400)
    expect(missing).toEqual([])
    expect(layer).toMatchObject({ imageCoverage: 0, unmappedShare: 0 })
  })
})

function inkBox({ widthPx, pixels }: GreyImage) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  pixels.forEach((pixel, index) => {
    if (pixel > 127) return
    const x = index % widthPx
    const y = Math.floor(index / widthPx)
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x + 1)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y + 1)
  })
  return box
}

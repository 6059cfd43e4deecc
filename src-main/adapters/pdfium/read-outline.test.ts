import { expect, test } from 'vitest'
import { testPdfOpener } from './open-test-pdf.ts'
import { onePagePdf } from './pdf-fixture.ts'

const open = testPdfOpener()
const content = 'BT /F1 24 Tf 40 200 Td (Ag) Tj ET'

test('an outline is read in order, with its levels and pages', async () => {
  const document = await open(
    onePagePdf({
      content,
      catalogue: '/Outlines 6 0 R',
      objects: [
        '<</Type/Outlines/First 7 0 R/Last 9 0 R/Count 3>>',
        '<</Title(First)/Parent 6 0 R/Next 9 0 R/First 8 0 R/Last 8 0 R/Count 1/Dest[3 0 R/Fit]>>',
        '<</Title<FEFF00DC006200650072>/Parent 7 0 R/A<</S/GoTo/D[3 0 R/Fit]>>>>',
        '<</Title(Last)/Parent 6 0 R/Prev 7 0 R/Dest[3 0 R/Fit]>>',
      ],
    }),
  )

  const outline = document.outline?.()

  expect(outline).toEqual([
    { title: 'First', level: 1, pageInDocument: 1 },
    { title: 'Über', level: 2, pageInDocument: 1 },
    { title: 'Last', level: 1, pageInDocument: 1 },
  ])
})

test('an outline that runs in a circle comes to an end', async () => {
  const document = await open(
    onePagePdf({
      content,
      catalogue: '/Outlines 6 0 R',
      objects: [
        '<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>',
        '<</Title(Again)/Parent 6 0 R/Next 7 0 R/First 7 0 R/Last 7 0 R/Count 1/Dest[3 0 R/Fit]>>',
      ],
    }),
  )

  expect(document.outline?.()).toEqual([{ title: 'Again', level: 1, pageInDocument: 1 }])
})

test('a file without an outline has an empty one', async () => {
  expect((await open(onePagePdf({ content }))).outline?.()).toEqual([])
})

test('links to the web are read with their places, other links are not', async () => {
  const entries =
    '/MediaBox[0 0 200 300]/Annots[<</Type/Annot/Subtype/Link/Rect[40 190 90 220]/A<</S/URI/URI(HTTPS://example.org/a)>>>>' +
    '<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(file:///etc/passwd)>>>>' +
    '<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest[3 0 R/Fit]>>]'
  const page = (await open(onePagePdf({ entries, content }))).openPage(1)

  const links = page.readTextLayer()?.links

  expect(links).toEqual([
    { href: 'https://example.org/a', box: { left: 40, top: 80, right: 90, bottom: 110 } },
  ])
})

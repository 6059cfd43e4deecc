import { expect, test } from 'vitest'
import { testPdfOpener, textOf } from './open-test-pdf.ts'
import { onePagePdf, stream } from './pdf-fixture.ts'

const open = testPdfOpener()

/** A page whose second line is set in a font of this name that has no map to Unicode. */
async function textIn(fontName: string, codes: string): Promise<string> {
  const font = `<</Type/Font/Subtype/TrueType/BaseFont/${fontName}/Encoding/WinAnsiEncoding>>`
  const document = await open(pageWith(`BT /F2 12 Tf 40 150 Td (${codes}) Tj ET`, [font]))
  return textOf(document).replace(/\s+/g, ' ').trim()
}

function pageWith(content: string, fonts: readonly (string | Buffer)[]): Buffer {
  return onePagePdf({
    content,
    entries: '/MediaBox[0 0 200 300]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>',
    objects: fonts,
  })
}

test.each([
  { fontName: 'ABCDEF+Wingdings', codes: 'o', text: '☐' },
  { fontName: 'Wingdings-Regular', codes: '\\376 \\374 \\330', text: '☑ ✓ ➢' },
  { fontName: 'Wingdings2', codes: 'P R \\243', text: '✓ ☑ ☐' },
  { fontName: 'SymbolMT', codes: 'a = o', text: 'α = ο' },
  { fontName: 'ZapfDingbatsITC', codes: '4 n', text: '✔ ■' },
  { fontName: 'Helvetica', codes: 'o a 4', text: 'o a 4' },
])('$fontName’s $codes reads $text', async ({ fontName, codes, text }) => {
  expect(await textIn(fontName, codes)).toBe(text)
})

test('a sign of Wingdings that nobody knows counts as unmapped', async () => {
  const font = '<</Type/Font/Subtype/TrueType/BaseFont/Wingdings/Encoding/WinAnsiEncoding>>'
  const document = await open(pageWith('BT /F2 12 Tf 40 150 Td (oM) Tj ET', [font]))

  const layer = document.openPage(1).readTextLayer()

  expect(layer?.glyphs.map(glyph => glyph.text)).toEqual(['☐', '\ufffd'])
  expect(layer?.unmappedShare).toBe(0.5)
})

test.each([
  { kind: 'a white square', code: 'n', fill: '1 g', text: '☐' },
  { kind: 'a black square', code: 'n', fill: '0 g', text: '■' },
  { kind: 'a disc', code: 'l', fill: '0 g', text: '•' },
  { kind: 'a hand', code: '+', fill: '0 g', text: '\ufffd' },
])('$kind that the file maps to a control character reads $text', async ({ code, fill, text }) => {
  const toUnicode = stream(
    '',
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <00> <FF> ' +
      `endcodespacerange 1 beginbfchar <${code.charCodeAt(0).toString(16)}> <0084> endbfchar endcmap end end`,
  )
  const font = '<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/ToUnicode 7 0 R>>'
  const document = await open(pageWith(`${fill} BT /F2 12 Tf 40 150 Td (${code}) Tj ET`, [font, toUnicode]))

  expect(textOf(document)).toBe(text)
})

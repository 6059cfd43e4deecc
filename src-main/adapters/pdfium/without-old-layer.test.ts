import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import type { Page } from '../../../src-shared/contract/page.ts'
import { pageOf } from '../../core/export/page-fixture.ts'
import { greyImageObject, pdfOf, stream } from './pdf-fixture.ts'
import { pdfiumReader } from './pdfium-reader.ts'
import { writeSearchablePdf } from './write-searchable-pdf.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-layer-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let fileCount = 0

const OLD = 'q BT 3 Tr /F1 20 Tf 50 500 Td (Hcllo) Tj ET Q'
const SEEN = 'BT /F1 20 Tf 50 100 Td (Stamp) Tj ET'
const SCAN = 'q 400 0 0 600 0 0 cm /I1 Do Q'
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'

interface Fixture {
  readonly contents: string
  readonly objects: readonly (string | Buffer)[]
}

/** Object 5 is the font, 6 the image; further ones follow from 7 on. */
const pdf = ({ contents, objects }: Fixture): Buffer =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1/Resources 4 0 R>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents ${contents}>>`,
    '<</Font<</F1 5 0 R>>/XObject<</I1 6 0 R/Layer 7 0 R>>>>',
    FONT,
    greyImageObject(40, 60),
    ...objects,
  ])

const word = { text: 'Hello', box: { left: 100, top: 160, right: 240, bottom: 204 }, confidence: 0.95 }
const line = { ...word, words: [word] }
const result: Page = {
  ...pageOf([{ category: 'text', box: word.box, text: 'Hello', lines: [line] }]),
  ...{ widthPx: 800, heightPx: 1200, dpi: 144, source: 'ocr' },
}

async function textAfter(bytes: Buffer, page: Page = result): Promise<string> {
  const [source, resultPath, outputPath] = ['pdf', 'json', 'out'].map(kind =>
    path.join(folder, `${++fileCount}.${kind}`),
  )
  if (!source || !resultPath || !outputPath) throw new Error('no paths')
  writeFileSync(source, bytes)
  writeFileSync(resultPath, JSON.stringify(page))
  const pages = [{ pageInDocument: 1, number: 1, documentNumber: 1, resultPath }]
  const documents = [{ path: source, mediaType: 'application/pdf', password: null, pages }]
  await writeSearchablePdf({ documents, outputPath }, async () => {
    throw new Error('no page of these is an image')
  })
  const document = await pdfiumReader().open(outputPath, null)
  const opened = document.openPage(1)
  const text = opened.readTextLayer()?.glyphs.map(glyph => glyph.text) ?? []
  const { image } = opened.drawRaster(null)
  opened.close()
  document.close()
  expect(image.pixels.some(pixel => pixel < 50)).toBe(true)
  return text.join('').replace(/\s+/g, ' ').trim()
}

const packed = (content: string) => {
  const bytes = deflateSync(Buffer.from(content))
  return stream('/Filter/FlateDecode', bytes)
}
const layerForm = (content: string) =>
  stream('/Type/XObject/Subtype/Form/BBox[0 0 400 600]/Resources<</Font<</F1 5 0 R>>>>', content)

describe('a scan that gets a new layer', () => {
  test.each([
    ['in its content', { contents: '8 0 R', objects: [FONT, stream('', `${SCAN} ${OLD} ${SEEN}`)] }],
    [
      'in packed pieces',
      { contents: '[8 0 R 9 0 R]', objects: [FONT, packed(`${SCAN} ${OLD}`), packed(SEEN)] },
    ],
    [
      'in an object of its own',
      { contents: '8 0 R', objects: [layerForm(OLD), stream('', `${SCAN} /Layer Do ${SEEN}`)] },
    ],
  ])('loses the old one %s and keeps what is to be seen', async (_where, fixture) => {
    expect(await textAfter(pdf(fixture))).toBe('Hello Stamp')
  })

  test('keeps a visible object that looks like a layer', async () => {
    const objects = [layerForm(SEEN), stream('', `${SCAN} /Layer Do`)]

    expect(await textAfter(pdf({ contents: '8 0 R', objects }))).toBe('Hello Stamp')
  })

  test('keeps all where its pictures alone were read', async () => {
    const objects = [FONT, stream('', `${SCAN} ${OLD}`)]
    const region = {
      category: 'text' as const,
      box: word.box,
      text: 'Hello',
      lines: [{ ...line, model: 'm' }],
    }
    const page: Page = { ...result, source: 'text-layer', regions: [region] }

    const text = await textAfter(pdf({ contents: '8 0 R', objects }), page)
    expect(text).toContain('Hcllo')
    expect(text).toContain('Hello')
  })
})

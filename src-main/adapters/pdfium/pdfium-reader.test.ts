import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { ColourImage, GreyImage, OpenDocument } from '../../core/ports/document-reader.ts'
import { encryptedPdf } from './encrypted-pdf-fixture.ts'
import { greyImageObject, onePagePdf, pdfOf, stream } from './pdf-fixture.ts'
import { pdfiumReader } from './pdfium-reader.ts'

const reader = pdfiumReader()
let folder = ''
let fileCount = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pageloom-pdf-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function open(bytes: Buffer, password: string | null = null): Promise<OpenDocument> {
  const path = join(folder, `${++fileCount}.pdf`)
  await writeFile(path, bytes)
  return reader.open(path, password)
}

describe('opening', () => {
  test('a file that is no PDF is damaged', async () => {
    await expect(open(Buffer.from('%PDF-1.7\nnothing here'))).rejects.toMatchObject({ code: 'damaged-file' })
  })

  test('an empty file is told apart from a damaged one', async () => {
    await expect(open(Buffer.alloc(0))).rejects.toMatchObject({ code: 'empty-file' })
  })

  test('a document without pages is named as such', async () => {
    const pdf = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>'])

    await expect(open(pdf)).rejects.toMatchObject({ code: 'no-pages' })
  })

  test('a page count that is a lie is replaced by the number of pages that are there', async () => {
    const pages = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 1000000>>']
    const document = await open(pdfOf([...pages, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>']))

    expect(document.pageCount).toBe(2)
  })

  test.each([
    ['plain', 'secret', 'secret'],
    ['in the letters of old files', 'æøå', 'æøå'],
  ])('a protected file opens with its password, %s', async (_kind, password, given) => {
    const pdf = encryptedPdf(Buffer.from(password, 'latin1'))

    await expect(open(pdf)).rejects.toMatchObject({ code: 'password-needed' })
    await expect(open(pdf, 'wrong')).rejects.toMatchObject({ code: 'password-wrong' })
    const document = await open(pdf, given)
    expect(document.pageCount).toBe(1)
  })

  test('two documents are open at the same time', async () => {
    const first = await open(onePagePdf({ content: 'BT /F1 20 Tf 20 100 Td (one) Tj ET' }))
    const second = await open(onePagePdf({ content: 'BT /F1 20 Tf 20 100 Td (two) Tj ET' }))
    first.close()

    expect(textOf(second)).toBe('two')
  })
})

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

  test('has what was typed into form fields', async () => {
    const widget =
      '<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Ada)/Rect[20 100 120 120]/F 4/AP<</N 8 0 R>>>>'
    const look = stream(
      '/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 5 0 R>>>>',
      'BT /F1 12 Tf 2 5 Td (Ada) Tj ET',
    )
    const entries = '/MediaBox[0 0 200 300]/Annots[7 0 R]'
    const objects = [greyImageObject(2, 2), widget, look]
    const document = await open(
      onePagePdf({ entries, content: 'BT /F1 12 Tf 20 200 Td (Name) Tj ET', objects }),
    )

    expect(textOf(document)).toContain('Ada')
  })
})

describe('the raster', () => {
  const matrices = [
    '200 0 0 300 0 0',
    '-200 0 0 300 200 0',
    '200 0 0 -300 0 300',
    '-200 0 0 -300 200 300',
    '0 300 200 0 0 0',
    '0 -300 200 0 0 300',
    '0 300 -200 0 200 0',
    '0 -300 -200 0 200 300',
  ]
  const placements = matrices.flatMap(matrix => [0, 90, 180, 270].map(rotation => ({ matrix, rotation })))

  test.each(placements)(
    'of a scan at $matrix, turned by $rotation, is the image itself, upright',
    async placement => {
      const isSideways = placement.matrix.startsWith('0')
      const image = isSideways ? greyImageObject(600, 400) : greyImageObject(400, 600)
      const entries = `/MediaBox[0 0 200 300]/Rotate ${placement.rotation}`
      const content = `q ${placement.matrix} cm /I1 Do Q`
      const page = (await open(onePagePdf({ entries, content, objects: [image] }))).openPage(1)

      const taken = page.drawRaster(null)
      const drawn = page.drawColour?.(600)

      expect(taken).toMatchObject({ isEmbeddedImage: true, dpi: 144 })
      expect(meanDifference(taken.image, drawn)).toBeLessThan(2)
    },
  )

  test('of a scan that leaves a margin and sticks out has the size of the page', async () => {
    const content = 'q 200 0 0 300 8 -12 cm /I1 Do Q'
    const page = (await open(onePagePdf({ content, objects: [greyImageObject(400, 600)] }))).openPage(1)

    const taken = page.drawRaster(null)

    expect(taken.isEmbeddedImage).toBe(true)
    expect(meanDifference(taken.image, page.drawColour?.(600))).toBeLessThan(2)
  })

  const whole = 'q 200 0 0 300 0 0 cm /I1 Do Q'
  test.each([
    { kind: 'a coarse image', content: whole, columns: 60, rows: 90 },
    {
      kind: 'an image under visible text',
      content: `${whole} BT /F1 20 Tf 20 100 Td (x) Tj ET`,
      columns: 400,
      rows: 600,
    },
    { kind: 'an image that covers half', content: 'q 200 0 0 150 0 0 cm /I1 Do Q', columns: 400, rows: 300 },
    { kind: 'a leaning image', content: 'q 200 9 -9 300 5 0 cm /I1 Do Q', columns: 400, rows: 600 },
    { kind: 'a clipped image', content: `0 0 100 300 re W n ${whole}`, columns: 400, rows: 600 },
  ])('of $kind is rendered', async ({ content, columns, rows }) => {
    const page = (await open(onePagePdf({ content, objects: [greyImageObject(columns, rows)] }))).openPage(1)

    const raster = page.drawRaster(null)

    expect(raster).toMatchObject({ isEmbeddedImage: false, dpi: 200 })
    expect(raster.image).toMatchObject({ widthPx: 556, heightPx: 833 })
  })

  test('of a huge page is drawn within the limits', async () => {
    const entries = '/MediaBox[0 0 14400 14400]/UserUnit 75000'
    const page = (await open(onePagePdf({ entries, content: '0 0 7200 7200 re f' }))).openPage(1)

    const { image } = page.drawRaster(300)

    expect(image.widthPx * image.heightPx).toBeLessThanOrEqual(LIMITS.renderPixels)
    expect(image.pixels.at(-image.widthPx)).toBe(0)
    expect(image.pixels[0]).toBe(255)
  })

  test.each(['[0 0 0 0]', '[nan inf 1e309 -]', '[200 300 0 0]', '[0 0 1 1]'])(
    'of a page of size %s is drawn',
    async size => {
      const page = (await open(onePagePdf({ entries: `/MediaBox${size}`, content: '' }))).openPage(1)

      const { image } = page.drawRaster(null)

      expect(image.pixels.length).toBe(image.widthPx * image.heightPx)
      expect(image.pixels.every(pixel => pixel === 255)).toBe(true)
    },
  )

  test.each([
    { kind: 'grey of one bit', entries: '/ColorSpace/DeviceGray/BitsPerComponent 1', bytes: 300 * 75 },
    {
      kind: 'inverted grey',
      entries: '/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1 0]',
      bytes: 600 * 300,
    },
    { kind: 'colour', entries: '/ColorSpace/DeviceRGB/BitsPerComponent 8', bytes: 600 * 300 * 3 },
    { kind: 'printing colours', entries: '/ColorSpace/DeviceCMYK/BitsPerComponent 8', bytes: 600 * 300 * 4 },
    {
      kind: 'a palette',
      entries: '/ColorSpace[/Indexed/DeviceRGB 3<ff0000 00ff00 202020 ffffff>]/BitsPerComponent 2',
      bytes: 300 * 150,
    },
  ])('of a scan in $kind equals its rendering', async ({ entries, bytes }) => {
    const pattern = Buffer.from(Array.from({ length: bytes }, (_, at) => (at % 7) * 40 + ((at >> 10) % 5)))
    const image = stream(`/Type/XObject/Subtype/Image/Width 600/Height 300${entries}`, pattern)
    const content = 'q 300 0 0 150 0 0 cm /I1 Do Q'
    const page = (
      await open(onePagePdf({ entries: '/MediaBox[0 0 300 150]', content, objects: [image] }))
    ).openPage(1)

    const { image: taken, isEmbeddedImage } = page.drawRaster(null)
    const drawn = page.drawColour?.(600)

    expect(isEmbeddedImage).toBe(true)
    const brightness = (at: number) =>
      0.299 * (drawn?.rgba[at] ?? 0) + 0.587 * (drawn?.rgba[at + 1] ?? 0) + 0.114 * (drawn?.rgba[at + 2] ?? 0)
    const worst = taken.pixels.reduce(
      (most, pixel, index) => Math.max(most, Math.abs(pixel - brightness(index * 4))),
      0,
    )
    expect(worst).toBeLessThan(4)
  })

  test('of a scan inside a form is taken out, one under a stencil is not', async () => {
    const form = stream(
      '/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[200 0 0 300 0 0]/Resources<</XObject<</I 7 0 R>>>>',
      '/I Do',
    )
    const stencil = stream(
      '/Type/XObject/Subtype/Image/Width 400/Height 600/ImageMask true/BitsPerComponent 1',
      Buffer.alloc(30_000),
    )
    const inForm = await open(onePagePdf({ content: '/I1 Do', objects: [form, greyImageObject(400, 600)] }))
    const asStencil = await open(onePagePdf({ content: 'q 200 0 0 300 0 0 cm /I1 Do Q', objects: [stencil] }))

    const page = inForm.openPage(1)
    const taken = page.drawRaster(null)

    expect(taken).toMatchObject({ isEmbeddedImage: true, dpi: 144 })
    expect(meanDifference(taken.image, page.drawColour?.(600))).toBeLessThan(2)
    expect(asStencil.openPage(1).drawRaster(null).isEmbeddedImage).toBe(false)
  })

  test('of a photo as large as a wall has the photo’s own pixels', async () => {
    const content = 'q 2000 0 0 3000 0 0 cm /I1 Do Q'
    const entries = '/MediaBox[0 0 2000 3000]'
    const page = (
      await open(onePagePdf({ entries, content, objects: [greyImageObject(1400, 2100)] }))
    ).openPage(1)

    const { image, isEmbeddedImage } = page.drawRaster(null)

    expect(isEmbeddedImage).toBe(true)
    expect(image).toMatchObject({ widthPx: 1400, heightPx: 2100 })
  })

  test('of a page that needs too much memory is a problem, and the reader goes on with the next file', async () => {
    const bomb = stream(
      '/Filter[/FlateDecode/FlateDecode/FlateDecode]',
      Buffer.from(SPACES_600_MIB, 'base64'),
    )
    const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>'
    const pages = '<</Type/Pages/Kids[3 0 R]/Count 1>>'
    const document = await open(pdfOf(['<</Type/Catalog/Pages 2 0 R>>', pages, page, bomb]))

    expect(() => document.openPage(1)).toThrow(expect.objectContaining({ code: 'page-memory' }))
    document.close()
    expect(textOf(await open(onePagePdf({ content: 'BT /F1 20 Tf 20 100 Td (on) Tj ET' })))).toBe('on')
  })

  test('of a page that is not there is a problem of that page alone', async () => {
    const document = await open(onePagePdf({ content: 'BT /F1 20 Tf 20 100 Td (here) Tj ET' }))

    expect(() => document.openPage(7)).toThrow(expect.objectContaining({ code: 'page-unreadable' }))
    expect(textOf(document)).toBe('here')
  })
})

describe('the samples', () => {
  const sample = (name: string) =>
    fileURLToPath(new URL(`../../../resources/samples/${name}`, import.meta.url))

  test('the paper’s text layer holds the words of its text', async () => {
    const document = await reader.open(sample('paper-page.pdf'), null)
    const page = document.openPage(1)
    const layer = page.readTextLayer()

    const words = (text: string) =>
      text
        .split(/\s+/)
        .filter(word => word !== '')
        .sort()
    const truth = words(await readFile(sample('paper-page.txt'), 'utf8'))
    const found = words(layer?.glyphs.map(glyph => glyph.text).join('') ?? '')
    const missing = truth.filter(word => !found.includes(word))

    expect(truth.length).toBeGreaterThan(400)
    expect(missing).toEqual([])
    expect(layer).toMatchObject({ imageCoverage: 0, unmappedShare: 0 })
  })

  test('the letter’s pages are the scanner’s pictures, without text', async () => {
    const document = await reader.open(sample('scanned-letter.pdf'), null)

    for (const number of [1, 2]) {
      const page = document.openPage(number)
      expect(page.readTextLayer()).toBeUndefined()
      const raster = page.drawRaster(null)
      expect(raster.isEmbeddedImage).toBe(true)
      expect(raster.image).toMatchObject({ widthPx: 1654, heightPx: 2340 })
      page.close()
    }
  })
})

/** 600 MiB of spaces, deflated three times. */
const SPACES_600_MIB =
  'eNqruPX2zlqjtYwiDQ/fqksc9DdQ11hlHXAmIKVR8OxOBuNFadKPhULusu5ouOx35Y+KuAKn0OaN+k4/7j331F6/I+1s9bc/v94nfcndU/h358/nZYUsDAwMPHd+vCzKe5Z+Y4bNm7fyTAwMDM7fyysz66pEfljE3d/Kx8DAILFn9du1U1+2H7j98+SeUgYGhgMP1u7d/8Ynn/G/evlq9m+MDAwMzd81JBgYGBg0m0C8C0pgji6YI6CMxBmVGZUZlRkYmevv9R/PP94w9/fJw88P3eJgYGiILzOuLqna8I9Vd4dIHQDDqr3f'

function textOf(document: OpenDocument): string {
  const page = document.openPage(1)
  const text = page.readTextLayer()?.glyphs.map(glyph => glyph.text) ?? []
  page.close()
  return text.join('')
}

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

function meanDifference(grey: GreyImage, colour: ColourImage | undefined): number {
  expect({ widthPx: colour?.widthPx, heightPx: colour?.heightPx }).toEqual({
    widthPx: grey.widthPx,
    heightPx: grey.heightPx,
  })
  const sum = grey.pixels.reduce(
    (total, pixel, index) => total + Math.abs(pixel - (colour?.rgba[index * 4 + 1] ?? 0)),
    0,
  )
  return sum / grey.pixels.length
}

import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { ColourImage, GreyImage } from '../../core/ports/document-reader.ts'
import { openSample, testPdfOpener } from './open-test-pdf.ts'
import { greyImageObject, onePagePdf, stream } from './pdf-fixture.ts'

const open = testPdfOpener()

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
    {
      kind: 'printing colours',
      entries: '/ColorSpace/DeviceCMYK/BitsPerComponent 8',
      bytes: 600 * 300 * 4,
      step: 10,
    },
    {
      kind: 'a palette',
      entries: '/ColorSpace[/Indexed/DeviceRGB 3<ff0000 00ff00 202020 ffffff>]/BitsPerComponent 2',
      bytes: 300 * 150,
    },
  ])('of a scan in $kind equals its rendering', async ({ entries, bytes, step = 40 }) => {
    const pattern = Buffer.from(Array.from({ length: bytes }, (_, at) => (at % 7) * step + ((at >> 10) % 5)))
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

  test('of a scan whose letters stand in a mask alone is rendered', async () => {
    const entries =
      '/Type/XObject/Subtype/Image/Width 400/Height 600/ColorSpace/DeviceGray/BitsPerComponent 8'
    const ink = stream(`${entries}/SMask 7 0 R`, Buffer.alloc(400 * 600))
    const letters = Buffer.alloc(400 * 600)
    letters.fill(255, 400 * 100, 400 * 110)
    const objects = [ink, stream(entries, letters)]
    const content = 'q 200 0 0 300 0 0 cm /I1 Do Q'
    const page = (await open(onePagePdf({ content, objects }))).openPage(1)

    const { image, isEmbeddedImage } = page.drawRaster(null)

    expect(isEmbeddedImage).toBe(false)
    const brightnessAt = (share: number) => image.pixels[Math.floor(image.heightPx * share) * image.widthPx]
    expect([brightnessAt(0.05), brightnessAt(0.175)]).toEqual([255, 0])
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

  test('the letter’s pages are the scanner’s pictures, without text', async () => {
    const document = await openSample('scanned-letter.pdf')

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

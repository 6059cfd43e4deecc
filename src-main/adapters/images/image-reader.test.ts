import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDocument } from '../../core/ports/document-reader.ts'
import { drawingOf, greyPng, jpegOf, pngOf, tiffOf, tonesOf } from './image-fixture.ts'
import { imageReader } from './image-reader.ts'

const reader = imageReader()
let folder = ''
let fileCount = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pageloom-pictures-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function open(bytes: Uint8Array): Promise<OpenDocument> {
  const path = join(folder, `${++fileCount}.pdf`)
  await writeFile(path, bytes)
  return reader.open(path, null)
}

async function rasterOf(bytes: Uint8Array, page = 1) {
  const document = await open(bytes)
  const raster = document.openPage(page).drawRaster(null)
  document.close()
  return raster
}

const LETTER_F = ['####', '#...', '###.', '#...', '#...']

describe('kinds of files', () => {
  test('a PNG is one page without a text layer, whatever its name', async () => {
    const document = await open(greyPng(LETTER_F))
    const page = document.openPage(1)

    expect(document).toMatchObject({ mediaType: 'image/png', pageCount: 1 })
    expect(page.readTextLayer()).toBeUndefined()
    expect(drawingOf(page.drawRaster(null).image)).toEqual(LETTER_F)
  })

  test.each([
    ['WebP', (png: Transformer) => png.webpLosslessSync()],
    ['BMP', (png: Transformer) => png.bmpSync()],
    ['TIFF', (png: Transformer) => png.tiffSync()],
  ])('a %s shows the same picture', async (_kind, encode) => {
    const bytes = encode(new Transformer(greyPng(LETTER_F)))

    expect(drawingOf((await rasterOf(bytes)).image)).toEqual(LETTER_F)
  })

  test('an empty file, a folder and a file of another kind are refused with the reason', async () => {
    const inner = join(folder, 'folder.png')
    await mkdir(inner)

    await expect(open(Buffer.alloc(0))).rejects.toMatchObject({ code: 'empty-file' })
    await expect(reader.open(inner, null)).rejects.toMatchObject({
      code: 'not-supported',
      detail: 'it is a folder',
    })
    await expect(open(Buffer.from('GIF89a'))).rejects.toMatchObject({ code: 'not-supported' })
  })
})

describe('samples', () => {
  const row = (...bytes: number[]) => Buffer.from(bytes)
  const kinds = [
    { kind: '16 bits', bitDepth: 16, colourType: 0, rows: [row(0, 0, 0x80, 0, 0xff, 0xff)], chunks: [] },
    { kind: '2 bits', bitDepth: 2, colourType: 0, rows: [row(0b00_10_11_00)], chunks: [] },
    {
      kind: 'a palette',
      bitDepth: 8,
      colourType: 3,
      rows: [row(2, 1, 0)],
      chunks: [{ type: 'PLTE', body: row(255, 255, 255, 128, 128, 128, 0, 0, 0) }],
    },
    {
      kind: 'colour',
      bitDepth: 8,
      colourType: 2,
      rows: [row(0, 0, 0, 255, 50, 255, 255, 255, 255)],
      chunks: [],
    },
    { kind: 'black on nothing', bitDepth: 8, colourType: 4, rows: [row(0, 255, 0, 128, 0, 0)], chunks: [] },
    {
      kind: 'an alpha channel without sense',
      bitDepth: 8,
      colourType: 4,
      rows: [row(0, 0, 128, 0, 255, 0)],
      chunks: [],
    },
  ]

  test.each(kinds)('a PNG with $kind becomes grey', async ({ kind: _kind, ...parts }) => {
    const { image } = await rasterOf(pngOf({ widthPx: 3, heightPx: 1, ...parts }))

    expect(drawingOf(image)).toEqual(['#+.'])
  })

  test('white writing on nothing becomes dark writing on white, and is shown on black', async () => {
    const rows = [Buffer.from([255, 255, 255, 0, 255, 0])]
    const document = await open(pngOf({ widthPx: 3, heightPx: 1, bitDepth: 8, colourType: 4, rows }))
    const page = document.openPage(1)

    expect(drawingOf(page.drawRaster(null).image)).toEqual(['#..'])
    expect(Array.from(page.drawColour?.(3).rgba ?? [])).toEqual([
      255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255,
    ])
  })
})

describe('orientation and resolution', () => {
  const shown = ['###.', '#...', '##..']
  const stored = [
    shown,
    ['.###', '...#', '..##'],
    ['..##', '...#', '.###'],
    ['##..', '#...', '###.'],
    ['###', '#.#', '#..', '...'],
    ['...', '#..', '#.#', '###'],
    ['...', '..#', '#.#', '###'],
    ['###', '#.#', '..#', '...'],
  ].map((drawing, index) => ({ drawing, orientation: index + 1 }))

  test.each(stored)(
    'a JPEG stored with orientation $orientation is shown upright',
    async ({ drawing, orientation }) => {
      const exif = tiffOf([{ entries: { 274: [orientation] }, data: Buffer.alloc(0) }])
      const document = await open(jpegOf(drawing, exif))
      const page = document.openPage(1)

      const { image } = page.drawRaster(null)
      const colour = page.drawColour?.(1000)

      expect(image).toMatchObject({ widthPx: 32, heightPx: 24 })
      const blocks = drawingOf(image)
        .filter((_, y) => y % 8 === 4)
        .map(row => row.replace(/(.).{7}/g, '$1'))
      expect(blocks).toEqual(shown)
      const colourGreens = {
        ...image,
        pixels: image.pixels.map((_, index) => colour?.rgba[index * 4 + 1] ?? 0),
      }
      expect(drawingOf(colourGreens)).toEqual(drawingOf(image))
    },
  )

  test('a page is as large as its resolution says, at 200 dpi where it says nothing', async () => {
    const phys = (perMetre: number) => {
      const body = Buffer.alloc(9, 1)
      body.writeUInt32BE(perMetre, 0)
      body.writeUInt32BE(perMetre, 4)
      return [{ type: 'pHYs', body }]
    }
    const drawing = Array<string>(10).fill('.'.repeat(100))

    const known = (await open(greyPng(drawing, phys(11811)))).openPage(1)
    const unknown = (await open(greyPng(drawing))).openPage(1)
    const nonsense = (await open(greyPng(drawing, phys(1)))).openPage(1)

    expect(known.widthPt).toBeCloseTo(24)
    expect(known.drawRaster(null).dpi).toBe(300)
    expect(unknown.widthPt).toBeCloseTo(36)
    expect(nonsense.widthPt).toBeCloseTo(36)
  })

  test('a fax with fewer rows than columns to the inch is stretched to square pixels', async () => {
    const entries = {
      256: [204],
      257: [98],
      258: [8],
      259: [1],
      262: [1],
      277: [1],
      278: [98],
      282: [],
      283: [],
    }
    const page = { entries: withoutEmpty(entries), data: Buffer.alloc(204 * 98, 255) }
    const file = tiffOf([{ ...page, entries: { ...page.entries, 282: [204], 283: [98] } }])

    const raster = await rasterOf(file)

    expect(raster.image).toMatchObject({ widthPx: 204, heightPx: 204 })
    expect(raster.dpi).toBe(204)
  })

  test('a huge picture is read at a lower resolution', async () => {
    const row = Buffer.alloc(6000, 255)
    const rows = Array<Buffer>(5000).fill(row)
    const document = await open(pngOf({ widthPx: 6000, heightPx: 5000, bitDepth: 8, colourType: 0, rows }))
    const page = document.openPage(1)

    const { image, dpi } = page.drawRaster(null)

    expect(image.widthPx * image.heightPx).toBeLessThan(18_000_000)
    expect((image.widthPx * 72) / dpi).toBeCloseTo(page.widthPt, 0)
    expect(image.pixels.every(pixel => pixel === 255)).toBe(true)
  })
})

describe('TIFF', () => {
  const size = { 256: [4], 257: [5], 258: [8], 259: [1], 262: [1], 277: [1], 278: [5] }
  const page = { entries: size, data: Buffer.from(tonesOf(LETTER_F)) }

  test('each picture is a page; thumbnails are none', async () => {
    const thumbnail = { entries: { ...size, 254: [1] }, data: page.data }
    const inverse = { entries: { ...size, 262: [0] }, data: page.data }
    const document = await open(tiffOf([page, thumbnail, inverse]))

    expect(document.pageCount).toBe(2)
    expect(drawingOf(document.openPage(1).drawRaster(null).image)).toEqual(LETTER_F)
    expect(drawingOf(document.openPage(2).drawRaster(null).image)[1]).toBe('.###')
  })

  test('directories in a loop are read once', async () => {
    expect((await open(tiffOf([page, page], true))).pageCount).toBe(2)
  })

  test('tiles are put together', async () => {
    const tile = (tone: number) => Buffer.alloc(16 * 16, tone)
    const entries = { 256: [20], 257: [18], 258: [8], 259: [1], 262: [1], 277: [1], 322: [16], 323: [16] }

    const { image } = await rasterOf(tiffOf([{ entries, tiles: [tile(0), tile(128), tile(255), tile(0)] }]))

    const rows = drawingOf(image)
    expect(rows).toHaveLength(18)
    expect(rows[15]).toBe('#'.repeat(16) + '+'.repeat(4))
    expect(rows[16]).toBe('.'.repeat(16) + '#'.repeat(4))
  })

  test('a palette is looked up', async () => {
    const palette = Array.from({ length: 768 }, (_, index) => (index % 256 === 7 ? 0 : 0xffff))
    const data = Buffer.from(tonesOf(LETTER_F).map(tone => (tone === 0 ? 7 : 9)))
    const { image } = await rasterOf(tiffOf([{ entries: { ...size, 262: [3], 320: palette }, data }]))

    expect(drawingOf(image)).toEqual(LETTER_F)
  })

  test.each([1, 2, 4])('a palette of %i bits is looked up', async bits => {
    const palette = Array.from({ length: 3 * 2 ** bits }, (_, index) =>
      index % 2 ** bits === 1 ? 0 : 0xffff,
    )
    const data = Buffer.from([bits === 1 ? 0b1000_0000 : bits === 2 ? 0b01_11_00_00 : 0x1f])
    const entries = { ...size, 256: [2], 257: [1], 258: [bits], 262: [3], 320: palette }

    const { image } = await rasterOf(tiffOf([{ entries, data }]))

    expect(drawingOf(image)).toEqual(['#.'])
  })

  test.each([2, 4])('tones of %i bits are read, rows starting anew at a byte', async bits => {
    const row = bits === 2 ? 0b00_11_00_11 : 0x0f
    const data = bits === 2 ? Buffer.from([row, row]) : Buffer.from([row, 0xf0, row, 0xf0])
    const entries = { ...size, 256: [3], 257: [2], 258: [bits], 278: [2] }

    expect(drawingOf((await rasterOf(tiffOf([{ entries, data }]))).image)).toEqual(
      bits === 2 ? ['#.#', '#.#'] : ['#..', '#..'],
    )
  })

  test('a page turned by its tag is shown upright', async () => {
    const { image } = await rasterOf(tiffOf([{ ...page, entries: { ...size, 274: [3] } }]))

    expect(drawingOf(image)).toEqual(LETTER_F.toReversed().map(row => Array.from(row).reverse().join('')))
  })

  test('a page in an unknown compression is a problem of that page alone', async () => {
    const odd = { ...page, entries: { ...size, 259: [34925] } }
    const document = await open(tiffOf([odd, page]))

    expect(() => document.openPage(1).drawRaster(null)).toThrow(
      expect.objectContaining({ code: 'page-unreadable' }),
    )
    expect(drawingOf(document.openPage(2).drawRaster(null).image)).toEqual(LETTER_F)
  })
})

describe('files that want too much or give too little', () => {
  test('a picture of too many pixels is refused before it is decoded', async () => {
    const bomb = pngOf({ widthPx: 50_000, heightPx: 50_000, bitDepth: 1, colourType: 0, rows: [] })

    await expect(open(bomb)).rejects.toMatchObject({
      code: 'image-too-large',
      detail: expect.stringContaining('50000'),
    })
  })

  test('a picture without width is damaged', async () => {
    const bytes = pngOf({ widthPx: 0, heightPx: 10, bitDepth: 8, colourType: 0, rows: [] })

    await expect(open(bytes)).rejects.toMatchObject({ code: 'damaged-file' })
  })

  test('of a JPEG that was cut off, what is there is read', async () => {
    const whole = jpegOf(Array<string>(40).fill('#.#+'.repeat(10)))

    const { image } = await rasterOf(whole.subarray(0, whole.length / 2))

    expect(image).toMatchObject({ widthPx: 320, heightPx: 320 })
    expect(drawingOf(image)[4]?.slice(0, 16)).toBe('########........')
  })

  test.each([
    ['a PNG without pixels', greyPng(LETTER_F).subarray(0, 50)],
    [
      'a TIFF without its strip',
      tiffOf([{ entries: { 256: [400], 257: [500], 258: [8] }, data: Buffer.alloc(3) }]),
    ],
  ])('%s is opened and its page is a problem', async (_kind, bytes) => {
    const document = await open(bytes)

    expect(() => document.openPage(1).drawRaster(null)).toThrow(
      expect.objectContaining({ code: 'page-unreadable' }),
    )
  })
})

function withoutEmpty(entries: Record<number, number[]>) {
  return Object.fromEntries(Object.entries(entries).filter(([, values]) => values.length > 0))
}

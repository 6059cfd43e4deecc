import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pngOf, tiffOf } from '../adapters/images/image-fixture.ts'
import { imageReader } from '../adapters/images/image-reader.ts'
import { pictureShrinker } from '../adapters/pdfium/picture-shrinker.ts'
import type { PictureShrinker } from '../core/ports/shrink-picture.ts'

const widthPx = 4400
const heightPx = 4000
/** Whether each attempt to shrink gave a picture. */
let attempts: boolean[] = []
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pageloom-large-'))
})
afterAll(() => rm(folder, { recursive: true }))

const watchedShrinker: PictureShrinker = async () => {
  const shrink = await pictureShrinker()()
  return (picture, size) => {
    const samples = shrink(picture, size)
    attempts.push(samples !== undefined)
    return samples
  }
}

async function draw(bytes: Buffer, shrinker?: PictureShrinker) {
  const path = join(folder, 'picture')
  await writeFile(path, bytes)
  const document = await imageReader(shrinker).open(path, null)
  const page = document.openPage(1)
  try {
    await page.prepareDrawing?.()
    const { image } = page.drawRaster(null)
    await page.prepareDrawing?.()
    const colour = page.drawColour?.(500)
    if (!colour) throw new Error('no colours')
    return { image, colour }
  } finally {
    document.close()
  }
}

const ROWS_PER_BAND = 32

/** Bands of tones that change to the right, of so many bytes to the pixel. */
function rows(bytes: number): Buffer[] {
  const bands = Array.from({ length: Math.ceil(heightPx / ROWS_PER_BAND) }, (_, band) => {
    const row = Buffer.alloc(widthPx * bytes)
    for (let at = 0; at < row.length; at++) row[at] = ((at >> 6) + band * ((at % bytes) + 1)) & 255
    return row
  })
  return Array.from({ length: heightPx }, (_, y) => bands[Math.floor(y / ROWS_PER_BAND)] ?? Buffer.alloc(0))
}

const png = (parts: Pick<Parameters<typeof pngOf>[0], 'bitDepth' | 'colourType' | 'rows' | 'chunks'>) =>
  pngOf({ widthPx, heightPx, ...parts })
const colourPng = () => png({ bitDepth: 8, colourType: 2, rows: rows(3) })
const sidewaysExif = tiffOf([{ entries: { 274: [6] } }])
const exifSegment = () => {
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), sidewaysExif])
  return Buffer.concat([
    Buffer.of(0xff, 0xe1, (segment.length + 2) >> 8, (segment.length + 2) & 255),
    segment,
  ])
}
const turnedJpeg = () => {
  const plain = new Transformer(colourPng()).jpegSync(90)
  return Buffer.concat([plain.subarray(0, 2), exifSegment(), plain.subarray(2)])
}
const palette = Buffer.from(Array.from({ length: 768 }, (_, at) => (at * 7) & 255))

test.each([
  ['a JPEG that lies on its side', turnedJpeg],
  ['a PNG', colourPng],
  ['a PNG of 16 bits', () => png({ bitDepth: 16, colourType: 2, rows: rows(6) })],
  [
    'a PNG with a palette',
    () => png({ bitDepth: 8, colourType: 3, rows: rows(1), chunks: [{ type: 'PLTE', body: palette }] }),
  ],
])('%s shrinks while it is decoded to the same picture', { timeout: 120_000 }, async (_kind, make) => {
  const bytes = make()
  attempts = []

  const shrunk = await draw(bytes, watchedShrinker)
  const whole = await draw(bytes)

  expect(attempts).toEqual([true, true])
  expect(sizesOf(shrunk)).toEqual(sizesOf(whole))
  expect(meanDifference(shrunk.image.pixels, whole.image.pixels)).toBeLessThan(1)
  expect(meanDifference(shrunk.colour.rgba, whole.colour.rgba)).toBeLessThan(1)
})

test.each([
  ['a PNG cut off', () => colourPng().subarray(0, -100)],
  ['a PNG whose checksum is wrong', () => withByteChanged(colourPng())],
  ['a PNG of too few pixels', () => png({ bitDepth: 8, colourType: 2, rows: rows(3).slice(0, 1) })],
  [
    'a TIFF whose last strip is damaged',
    () => {
      const strip = deflateSync(Buffer.concat(rows(3)))
      const sizes = { 256: [widthPx], 257: [heightPx], 258: [8, 8, 8], 259: [8], 262: [2], 277: [3] }
      return tiffOf([{ entries: { ...sizes, 278: [heightPx] }, data: strip.subarray(0, strip.length >> 1) }])
    },
  ],
])('%s is the same problem as when it is decoded whole', { timeout: 120_000 }, async (_kind, make) => {
  const bytes = make()
  const whole = await problemOf(bytes)

  expect(whole).toContain('page-unreadable')
  expect(await problemOf(bytes, watchedShrinker)).toBe(whole)
})

test('a picture with alpha is decoded whole and laid on white', { timeout: 60_000 }, async () => {
  attempts = []
  const row = Buffer.alloc(widthPx * 4, Buffer.of(100, 100, 100, 128))
  const bytes = png({ bitDepth: 8, colourType: 6, rows: Array<Buffer>(heightPx).fill(row) })

  const { image, colour } = await draw(bytes, watchedShrinker)

  expect(attempts).toEqual([])
  expect(image.widthPx).toBeLessThan(widthPx)
  expect(new Set(image.pixels)).toEqual(new Set([177]))
  expect(new Set(colour.rgba)).toEqual(new Set([177, 255]))
})

function sizesOf({ image, colour }: Awaited<ReturnType<typeof draw>>): readonly number[] {
  return [image.widthPx, image.heightPx, image.pixels.length, colour.widthPx, colour.heightPx]
}

function meanDifference(one: Uint8Array, other: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0))
  return sum / one.length
}

function withByteChanged(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1
  bytes[middle] = (bytes[middle] ?? 0) ^ 0x55
  return bytes
}

async function problemOf(bytes: Buffer, shrinker?: PictureShrinker): Promise<string> {
  try {
    await draw(bytes, shrinker)
    return 'none'
  } catch (error) {
    return JSON.stringify(error)
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Transformer } from '@napi-rs/image'
import { expect, test } from 'vitest'
import { pageCountOf, pageImages } from './page-images.ts'
import { scanPdf } from './scan-pdf.ts'
import { wornImage } from './worn-image.ts'

test('a scan is a PDF whose pages hold an image each and no text', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pageloom-test-'))
  const jpeg = Transformer.fromRgbaPixels(new Uint8Array(40 * 50 * 4).fill(255), 40, 50).jpegSync(80)
  const page = { jpeg, widthPx: 40, heightPx: 50, widthPt: 14.4, heightPt: 18 }
  const file = path.join(folder, 'scan.pdf')
  writeFileSync(file, scanPdf([page, page, page]))

  expect(await pageCountOf(file)).toBe(3)
  expect(await pageImages(file, [1, 3], { folder, dpi: 200 })).toEqual([
    path.join(folder, 'page-00001.png'),
    path.join(folder, 'page-00003.png'),
  ])
  rmSync(folder, { recursive: true })
})

test('the same seed wears a page in the same way, another seed in another', () => {
  const pixels = Uint8Array.from({ length: 30 * 30 }, (_, index) => (index % 7 === 0 ? 0 : 255))
  const image = { widthPx: 30, heightPx: 30, pixels }

  const worn = wornImage(image, 5)
  expect(worn.pixels).toEqual(wornImage(image, 5).pixels)
  expect(worn.pixels).not.toEqual(wornImage(image, 6).pixels)
})

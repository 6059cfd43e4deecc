import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePageImage } from './write-page-image.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pageloom-image-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Red above, blue below. */
function flag(widthPx: number, heightPx: number) {
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(255)
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = at < rgba.length / 2 ? [200, 10, 10] : [10, 10, 200]
    rgba.set(colour, at)
  }
  return { widthPx, heightPx, rgba }
}

test('a page image is written in colour, shrunk to the side that was asked for', async () => {
  const path = join(folder, 'page.jpg')

  const written = await writePageImage(flag(400, 200), path, 100)

  expect(written).toEqual({ widthPx: 100, heightPx: 50, mediaType: 'image/jpeg' })
  const decoder = new Transformer(await readFile(path))
  expect(decoder.metadataSync()).toMatchObject({ width: 100, height: 50 })
  const pixels = decoder.rawPixelsSync()
  expect(pixels[0]).toBeGreaterThan(180)
  expect(pixels.at(-1)).toBeGreaterThan(180)
  expect(await readdir(folder)).toEqual(['page.jpg'])
})

test('a small page image is not blown up', async () => {
  expect(await writePageImage(flag(40, 20), join(folder, 'small.jpg'), 1000)).toMatchObject({ widthPx: 40 })
})

test('where nothing can be written, nothing is left behind', async () => {
  await expect(writePageImage(flag(4, 2), join(folder, 'absent', 'page.jpg'), 100)).rejects.toThrow('ENOENT')
})

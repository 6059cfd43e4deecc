import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REGION_COLOURS } from '../../core/recognition/frame-regions.ts'
import { writeFramedPage } from './write-framed-page.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pageloom-framed-'))
})
afterAll(() => rm(folder, { recursive: true }))

const white = (widthPx: number, heightPx: number) => ({
  widthPx,
  heightPx,
  rgba: new Uint8Array(widthPx * heightPx * 4).fill(255),
})

test('a page becomes a PNG of the size that was asked for, each region framed in its colour', async () => {
  const path = join(folder, 'page.png')
  const box = { left: 20, top: 40, right: 120, bottom: 80 }

  const written = await writeFramedPage(white(100, 50), path, {
    widthPx: 200,
    heightPx: 100,
    frames: [{ box, category: 'table' }],
  })

  expect(written).toEqual({ widthPx: 200, heightPx: 100, mediaType: 'image/png' })
  const bytes = await readFile(path)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  const decoder = new Transformer(bytes)
  expect(decoder.metadataSync()).toMatchObject({ width: 200, height: 100 })
  const pixels = decoder.rawPixelsSync()
  const channels = pixels.length / (200 * 100)
  const at = (x: number, y: number) => [...pixels.subarray((y * 200 + x) * channels).subarray(0, 3)]
  for (const [x, y] of [
    [20, 40],
    [119, 40],
    [20, 79],
    [119, 79],
    [70, 40],
    [20, 60],
  ] as const)
    expect(at(x, y)).toEqual([...REGION_COLOURS.table])
  for (const [x, y] of [
    [19, 40],
    [120, 60],
    [70, 80],
    [70, 60],
  ] as const)
    expect(at(x, y)).toEqual([255, 255, 255])
  expect(await readdir(folder)).toEqual(['page.png'])
})

test('a box that lies partly outside the page is drawn as far as the page goes', async () => {
  const box = { left: -30, top: -5, right: 500, bottom: 3 }

  await expect(
    writeFramedPage(white(50, 10), join(folder, 'edge.png'), {
      widthPx: 50,
      heightPx: 10,
      frames: [{ box, category: 'text' }],
    }),
  ).resolves.toMatchObject({ widthPx: 50 })
})

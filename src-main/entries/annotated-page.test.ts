import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Transformer } from '@napi-rs/image'
import { expect, test } from 'vitest'
import { REGION_COLOURS } from '../core/recognition/frame-regions.ts'
import { sample } from './testing/run-program.ts'
import { submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { folder, open } = testEngines()

test('a page is drawn at the resolution asked for, with a frame where each region is', async () => {
  const { useCases } = await open()
  const bytes = readFileSync(sample('scanned-letter.pdf'))
  const { id } = await submitFiles(useCases, [{ name: 'letter.pdf', bytes }])
  await useCases.waitForJob(id, signal)
  const page = await useCases.readPage(id, 1)

  for (const dpi of [72, 150]) {
    const image = await buffer(await useCases.annotatedPage(id, 1, dpi))
    const scale = dpi / page.dpi
    const width = Math.round(page.widthPx * scale)
    const decoder = new Transformer(image)
    expect(decoder.metadataSync()).toMatchObject({ width, height: Math.round(page.heightPx * scale) })
    const pixels = decoder.rawPixelsSync()
    const channels = pixels.length / (width * Math.round(page.heightPx * scale))
    expect(page.regions.length).toBeGreaterThan(0)
    for (const { box, category } of page.regions) {
      const at = (Math.round(box.top * scale) * width + Math.round(box.left * scale)) * channels
      expect([...pixels.subarray(at, at + 3)]).toEqual([...REGION_COLOURS[category]])
    }
  }
  await expect(useCases.annotatedPage(id, 99, 72)).rejects.toMatchObject({ code: 'page-not-found' })
  expect(readdirSync(path.join(folder(), 'staging'))).toEqual([])
})

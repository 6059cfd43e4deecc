import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { drawnFigurePage, FIGURE_PAGE, PHOTO } from './testing/drawn-figure-page.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const NAME = 'page-000001-figure-1.jpg'

describe('a scanned page in two columns with a photo', () => {
  let served: Served
  let id: string
  beforeAll(async () => {
    served = await startServe()
    const bytes = new Blob([new Uint8Array(drawnFigurePage().toBuffer('image/png'))])
    id = (await served.client.submitJob({ files: [{ name: 'harbour.png', bytes }] })).id
    await served.atRest(id)
  })
  afterAll(() => served.stop())

  const resultAs = async (format: 'md' | 'html' | 'chunks' | 'json' | 'docx') =>
    await served.client.getResult(id, { format })

  test('has the photo in its column, its caption under it, and all its lines', async () => {
    const markdown = await (await resultAs('md')).text()

    const { left, caption, below, right } = FIGURE_PAGE
    const marks = [left[0], left[5], `](images/${NAME})`, caption, below[0], right[0], right[11]]
    // The caption is the picture's alternative text as well.
    const places = marks.map(mark => markdown.lastIndexOf((mark ?? '').slice(0, 30)))
    expect(places.every(place => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('gives the photo as a file in the colours and the size of the page', async () => {
    const reply = await served.client.getFigure(id, NAME)
    const bytes = Buffer.from(await reply.arrayBuffer())

    expect(reply.headers.get('content-type')).toBe('image/jpeg')
    expect(readFileSync(path.join(served.dataDir, 'jobs', id, 'images', NAME))).toEqual(bytes)
    const { width, height } = await new Transformer(bytes).metadata()
    expect(Math.abs(width - (PHOTO.right - PHOTO.left))).toBeLessThan(60)
    expect(Math.abs(height - (PHOTO.bottom - PHOTO.top))).toBeLessThan(60)
    const pixels = await new Transformer(bytes).rawPixels()
    const channels = pixels.length / (width * height)
    const at = (Math.round(height * 0.1) * width + (width >> 1)) * channels
    expect((pixels[at] ?? 0) - (pixels[at + 2] ?? 0)).toBeGreaterThan(60)
  })

  test('shows photo and caption in HTML, Word, JSON and chunks', async () => {
    const html = await (await resultAs('html')).text()
    expect(html).toMatch(
      /<figure><img src="data:image\/jpeg;base64,[^>]+><figcaption class="caption">Figure 1/,
    )

    const word = Buffer.from(await (await resultAs('docx')).arrayBuffer()).toString('latin1')
    expect(word).toContain(`word/media/${NAME}`)

    const page = await served.client.getPage(id, 1)
    const regions = 'regions' in page ? page.regions : []
    const at = regions.findIndex(region => region.figure?.name === NAME)
    expect(regions.slice(at, at + 2).map(region => region.category)).toEqual(['figure', 'caption'])

    const chunks = (await (await resultAs('chunks')).text()).trim().split('\n')
    const together = chunks.filter(chunk => chunk.includes(NAME) && chunk.includes('Figure 1: The harbour'))
    expect(together).toHaveLength(1)
  })
})

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { GreyImage } from '../core/ports/document-reader.ts'
import {
  halftonePicture,
  longStrip,
  noisePicture,
  STRIP_LINES,
  speckledPicture,
  whitePicture,
} from './testing/hostile-pictures.ts'
import { pngOfPicture } from './testing/png-of-picture.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy; each of these pages takes some seconds on a quiet one. */
const MOST_MS = 240_000
vi.setConfig({ testTimeout: MOST_MS + 30_000, hookTimeout: 120_000 })

let served: Served
beforeAll(async () => {
  served = await startServe()
})
afterAll(() => served.stop())

async function send(name: string, bytes: Blob) {
  const { id } = await served.client.submitJob({ files: [{ name, bytes }] })
  return await served.atRest(id, MOST_MS)
}

async function readPicture(picture: GreyImage) {
  const job = await send('picture.png', await pngOfPicture(picture))
  expect(job).toMatchObject({ state: 'completed', pageCount: 1, failedPages: 0 })
  const text = await (await served.client.getResult(job.id, { format: 'txt' })).text()
  return { job, text, page: await served.client.getPage(job.id, 1) }
}

describe('a picture', () => {
  test.each([
    [1, 1],
    [1, 60_000],
    [60_000, 1],
    [1240, 1754],
  ])('of %i by %i white pixels is a blank page', async (widthPx, heightPx) => {
    const { job, text } = await readPicture(whitePicture(widthPx, heightPx))

    expect(job.blankPages).toBe(1)
    expect(text.trim()).toBe('')
  })

  test.each([
    ['of white noise', noisePicture, 'No text was found on this page.'],
    ['of dots as newspapers print photos', halftonePicture, 'could not be read'],
    ['of 100,000 specks', speckledPicture, 'No text was found on this page.'],
  ])('%s is read in bounded time, and says what it lacks', async (_what, draw, notice) => {
    const { job, page, text } = await readPicture(draw())

    expect(job.blankPages).toBe(0)
    expect(page.notices.join(' ')).toContain(notice)
    expect(text.length).toBeLessThan(200)
  })

  test('of a receipt 20,000 pixels tall is read to its end', async () => {
    const { text } = await readPicture(longStrip())

    const read = text.split('\n')
    const wholeLines = STRIP_LINES.filter(line => text.includes(line))
    expect(wholeLines.length).toBeGreaterThan(0.98 * STRIP_LINES.length)
    expect(read.join(' ').split(/\s+/).length).toBeLessThan(1.02 * STRIP_LINES.join(' ').split(' ').length)
    const places = wholeLines.map(line => text.indexOf(line))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})

test.each([
  ['a GIF image', 'GIF89a\x01\x00\x01\x00\x80\x00\x00'],
  ['a HEIC photo', '\0\0\0\x18ftypheic'],
  ['an SVG drawing', '<?xml version="1.0"?>\n<svg xmlns="x">'],
  ['a JPEG 2000 image', '\0\0\0\x0cjP  \r\n'],
  ['a program', '\x7fELF\x02\x01'],
])('%s is refused whatever its name says, with the formats that are read', async (kind, head) => {
  const bytes = new Blob([Buffer.from(head.padEnd(64, '\0'), 'latin1')])
  const problem = await send('letter.pdf', bytes).catch((error: unknown) => error)

  expect(problem).toMatchObject({ problem: { code: 'not-supported', detail: expect.stringContaining(kind) } })
  expect(problem).toMatchObject({
    problem: { title: expect.stringMatching(/Supported are PDF, images .PNG, JPEG, TIFF/) },
  })
})

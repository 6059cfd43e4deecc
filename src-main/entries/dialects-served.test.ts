import { readFileSync } from 'node:fs'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sample } from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 90_000 })

let served: Served
beforeAll(async () => {
  served = await startServe()
})
afterAll(async () => {
  await served.stop()
})

const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${served.port}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${served.key}` },
  })

function letter(fields: Record<string, string> = {}): RequestInit {
  const form = new FormData()
  form.append('file', new Blob([readFileSync(sample('scanned-letter.pdf'))]), 'letter.pdf')
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  return { method: 'POST', body: form }
}

test('one letter is read through C, listed and removed through B, and read again through E', async () => {
  const { job_id: id } = await (await call('/ocr/submit?dpi=100', letter())).json()

  const stream = await (await call(`/ocr/stream/${id}`)).text()
  expect(stream).toMatch(
    /event: status\ndata: .*"completed".*\n\nevent: result\n.*\n\nid: end\nevent: close\n.*\n\n$/,
  )
  const result = await (await call(`/ocr/result/${id}`)).json()
  expect(Object.keys(result.results)).toHaveLength(result.total_pages)
  expect(JSON.stringify(result.results.page_0.data)).toContain('Harbour Observatory')
  // An A4 page at 100 dpi is 827 by 1169 pixels.
  for (const { bbox } of result.results.page_0.data) expect(Math.max(...bbox)).toBeLessThan(1250)

  const { annotated_images: images } = await (await call(`/ocr/result/${id}?annotate=true`)).json()
  expect(images).toHaveLength(result.total_pages)
  for (const image of images) {
    const { width, height } = await new Transformer(Buffer.from(image, 'base64')).metadata()
    expect([width, height]).toEqual([expect.closeTo(827, -1), expect.closeTo(1169, -1)])
  }

  const { jobs } = await (await call('/api/jobs?limit=5')).json()
  expect(jobs).toMatchObject([{ job_id: id, status: 'completed', progress_percent: 100 }])
  const removed = await call('/api/jobs?older_than=0', { method: 'DELETE' })
  expect(await removed.json()).toEqual({ deleted: 1 })
  expect((await call(`/ocr/result/${id}`)).status).toBe(404)

  const read = await (await call('/v1/process/sync', letter({ output_format: 'text' }))).json()
  expect(read).toMatchObject({ filename: 'letter.pdf', text: expect.stringContaining('Harbour Observatory') })
})

test('a page without a picture has null among the annotated images of C', async () => {
  const form = new FormData()
  form.append('file', new Blob(['name,height\nMont Blanc,4806\n']), 'mountains.csv')
  const result = await (await call('/ocr?annotate=true', { method: 'POST', body: form })).json()

  expect(result.annotated_images).toEqual([null])
  expect(JSON.stringify(result.results.page_0.data)).toContain('Mont Blanc')
})

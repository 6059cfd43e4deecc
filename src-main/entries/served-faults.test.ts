import { readdirSync } from 'node:fs'
import path from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterEach, expect, test } from 'vitest'
import { drawnPng } from './testing/drawn-png.ts'
import type { VlmAct } from './testing/fake-vlm.ts'
import { newFolder } from './testing/run-program.ts'
import { SCAN, vlmWorld } from './testing/serve-with-vlm.ts'
import { startServe } from './testing/start-serve.ts'

const world = vlmWorld()
afterEach(() => world.close())

const textOf = (page: { readonly regions: readonly { readonly text: string }[] }): string =>
  page.regions.map(region => region.text).join(' ')

const HTML = '<html><body>Bad gateway</body></html>'

test.each<[string, VlmAct, string]>([
  ['closes the connection', 'reset', 'could not be reached'],
  ['breaks off in the middle', 'break-off', 'could not be reached'],
  ['says nothing', 'hang', 'did not answer in time'],
  ['drips', 'drip', 'did not answer in time'],
  ['never stops', 'flood', 'longer than a page'],
  ['is broken', { status: 500 }, 'status 500'],
  ['does not like the question', { status: 413 }, 'status 413'],
  ['answers with a web page', { body: HTML, type: 'text/html' }, 'not that of an OpenAI-compatible server'],
  ['answers with other JSON', { body: '{"choices":[]}' }, 'not that of an OpenAI-compatible server'],
  ['says nothing in JSON', { say: '' }, 'found nothing'],
  ['is cut off', { say: 'Half a', finish: 'length' }, 'cut off'],
  ['repeats itself', { say: 'and on it goes '.repeat(100), finish: 'length' }, 'repeated itself'],
  ['sends elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'status 302'],
])(
  'where the served engine %s, the embedded one reads the page and says so',
  async (_, act, because) => {
    const deepseek = await world.vlm('deepseek-ocr')
    deepseek.answer(() => act)
    const { readPage } = await world.serve({
      flags: { 'deepseek-url': deepseek.url, 'inference-mode': 'vllm' },
      limits: { servedReplyMs: 700 },
    })

    const page = await readPage()

    expect(page.engine).toBe('paddle')
    expect(textOf(page)).toContain(SCAN[0])
    expect(page.notices.join(' ')).toContain('DeepSeek-OCR')
    expect(page.notices.join(' ')).toContain(because)
  },
  60_000,
)

test('nothing is lost where nobody listens, and later pages do not wait again', async () => {
  const gone = await world.vlm('deepseek-ocr')
  await gone.close()
  const { readPage } = await world.serve({ flags: { 'deepseek-url': gone.url, 'inference-mode': 'vllm' } })

  for (const _ of [1, 2]) {
    const page = await readPage()
    expect(page.engine).toBe('paddle')
    expect(page.notices.join(' ')).toContain('could not be reached')
  }
}, 120_000)

test('a page waits for an engine that comes back', async () => {
  const deepseek = await world.vlm('deepseek-ocr')
  const acts: VlmAct[] = [{ status: 503, headers: { 'retry-after': '1' } }, { status: 500 }]
  deepseek.answer(() => acts.shift() ?? { say: 'Back again.' })
  const { readPage } = await world.serve({
    flags: { 'deepseek-url': deepseek.url, 'inference-mode': 'vllm' },
    limits: { servedPatienceMs: 30_000 },
  })

  expect(await readPage()).toMatchObject({ engine: 'deepseek-ocr', notices: [] })
  expect(deepseek.asked).toHaveLength(3)
}, 120_000)

test('a server that refuses fields which it does not know is asked again without them, and then always', async () => {
  const deepseek = await world.vlm('deepseek-ocr')
  deepseek.answer(({ body }) => ('vllm_xargs' in body ? { status: 400 } : { say: 'Plain words.' }))
  const { readPage } = await world.serve({
    flags: { 'deepseek-url': deepseek.url, 'inference-mode': 'vllm' },
  })

  expect(await readPage()).toMatchObject({ engine: 'deepseek-ocr' })
  expect(await readPage()).toMatchObject({ engine: 'deepseek-ocr' })
  expect(deepseek.asked).toHaveLength(3)
}, 120_000)

test('dialect C is warned of pages that its model could not read', async () => {
  const dots = await world.vlm('dots.ocr')
  dots.answer(() => ({ say: '' }))
  const { send } = await world.serve({ flags: { 'dotsocr-url': dots.url } })

  const reply = await send('/ocr?model=dotsocr')

  expect(reply.headers.get('warning')).toContain('1 of the pages in the place of dotsocr')
  expect((await reply.json()).metadata.engine).toBe('paddle')
}, 120_000)

test('a job that is cancelled while its engine is silent is cancelled soon', async () => {
  const deepseek = await world.vlm('deepseek-ocr')
  deepseek.answer(() => 'hang')
  const { send, client } = await world.serve({
    flags: { 'deepseek-url': deepseek.url, 'inference-mode': 'vllm' },
  })
  const { id } = await (await send('/api/v1/jobs')).json()
  await expect.poll(() => deepseek.asked.length, { timeout: 30_000 }).toBe(1)

  await client.cancelJob(id)

  expect((await client.getJob(id)).state).toBe('cancelled')
}, 120_000)

test('the key goes to the engine and nowhere else', async () => {
  const secret = 'sk-canary-7243-0815'
  const deepseek = await world.vlm('deepseek-ocr', { key: secret })
  deepseek.answer(() => ({ say: 'Opened by a key.' }))
  const { readPage, call, logText } = await world.serve({
    flags: { 'deepseek-url': deepseek.url, 'inference-mode': 'vllm' },
    env: { VLLM_API_KEY: secret },
  })

  const page = await readPage()

  expect(page.engine).toBe('deepseek-ocr')
  expect(deepseek.asked[0]?.headers.authorization).toBe(`Bearer ${secret}`)
  expect(JSON.stringify(page)).not.toContain(secret)
  expect(await (await call('/api/v1/settings')).text()).not.toContain(secret)
  expect(logText()).not.toContain(secret)
}, 120_000)

test('without its key the engine is no engine, and the notice says why', async () => {
  const deepseek = await world.vlm('deepseek-ocr', { key: 'sk-other' })
  const { readPage } = await world.serve({
    flags: { 'deepseek-url': deepseek.url, 'inference-mode': 'vllm' },
  })
  const page = await readPage()
  expect(page).toMatchObject({ engine: 'paddle' })
  expect(page.notices.join(' ')).toContain('wants another key')
}, 120_000)

test('a caller with the key of clients names no engine', async () => {
  const { client, call, send } = await world.serve()
  await expect(client.changeSettings({ deepseekUrl: 'http://127.0.0.1:9/v1' })).rejects.toMatchObject({
    problem: { code: 'owner-only' },
  })
  const patch = (body: object) =>
    call('/api/v1/settings', {
      method: 'PATCH',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  expect((await patch({ nanonetsUrl: 'http://127.0.0.1:9/v1' })).status).toBe(403)
  const job = await (await send('/api/v1/jobs', { fields: { engine: 'dots-ocr' } })).json()
  expect(job.options?.engine ?? 'refused').not.toBe('dots-ocr')
}, 120_000)

test('a page that lies upside down is sent upright, and its places are those of the upright page', async () => {
  const deepseek = await world.vlm('deepseek-ocr')
  deepseek.answer(() => ({ say: '<|ref|>text<|/ref|><|det|>[[0,0,500,500]]<|/det|>\nUpright words.' }))
  const { readPage } = await world.serve({
    flags: { 'deepseek-url': deepseek.url, 'inference-mode': 'vllm' },
  })
  const upright = await drawnPng([...SCAN, 'The harbour master wrote this by hand', 'and signed it at noon'])
  const { width, height } = await new Transformer(upright).metadata()
  const bytes = new Uint8Array(await new Transformer(upright).rotate(3).png())

  const page = await readPage({ file: { name: 'turned.png', bytes } })

  expect(page).toMatchObject({ engine: 'deepseek-ocr', rotation: 180, widthPx: width, heightPx: height })
  expect(page.regions[0]?.box.right).toBeCloseTo((width * 500) / 999, 0)
  const sent = await new Transformer(deepseek.asked[0]?.image ?? Buffer.alloc(0)).metadata()
  expect([sent.width, sent.height]).toEqual([width, height])
}, 120_000)

test('a page whose engine was silent when the server was killed is read after the next start', async () => {
  const deepseek = await world.vlm('deepseek-ocr')
  deepseek.answer(() => 'hang')
  const dataDir = newFolder()
  const env = { VLLM_DEEPSEEK_URL: deepseek.url, INFERENCE_MODE: 'vllm' }
  const first = await startServe([], { dataDir, env })
  const png = { name: 'scan.png', bytes: new Blob([await drawnPng(SCAN)]) }
  const { id } = await first.client.submitJob({ files: [png] })
  await expect.poll(() => deepseek.asked.length, { timeout: 30_000 }).toBe(1)
  first.program.child.kill('SIGKILL')
  await first.program.ended

  deepseek.answer(() => ({ say: 'Read after all.' }))
  const second = await startServe([], { dataDir, env })
  await second.atRest(id)

  expect(await second.client.getPage(id, 1)).toMatchObject({
    engine: 'deepseek-ocr',
    regions: [{ text: 'Read after all.' }],
  })
  await second.stop()
  expect(readdirSync(path.join(dataDir, 'staging'))).toEqual([])
}, 120_000)

import { afterEach, expect, test } from 'vitest'
import { apiClient } from '../../src-shared/client/api-client.ts'
import type { RunningServer } from './running-server.ts'
import { startServer } from './start-server.ts'
import { drawnPng } from './testing/drawn-png.ts'
import { eventually } from './testing/eventually.ts'
import { type FakeVlm, openFakeVlm } from './testing/fake-vlm.ts'
import { pdfOfLines } from './testing/pdf-of-lines.ts'
import { spawnTestWorker, temporaryFolder } from './testing/test-engine.ts'

const closing: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function vlm(model: string): Promise<FakeVlm> {
  const server = await openFakeVlm(model)
  closing.push(() => server.close())
  return server
}

interface Start {
  readonly flags?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly limits?: Parameters<typeof startServer>[0]['limits']
}

async function serve({ flags = {}, env = {}, limits = {} }: Start): Promise<RunningServer> {
  const folder = temporaryFolder()
  closing.push(() => folder.remove())
  const server = await startServer({
    dataDir: folder.path,
    modelsDir: new URL('../../resources/models', import.meta.url).pathname,
    spawnWorker: spawnTestWorker,
    version: '0.0.0-test',
    pageDir: null,
    flags: { port: '0', workers: '1', ...flags },
    env,
    limits: { servedPatienceMs: 300, ...limits },
  })
  closing.push(() => server.close())
  return server
}

const SCAN = ['Annual report of the harbour', 'All ships came home in time']

async function call(server: RunningServer, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, { ...init, headers: { authorization: `Bearer ${server.key}` } })
}

interface Sending {
  readonly fields?: Readonly<Record<string, string>>
  readonly file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
}

async function send(
  server: RunningServer,
  path: string,
  { fields = {}, file }: Sending = {},
): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const { name, bytes } = file ?? { name: 'scan.png', bytes: await drawnPng(SCAN) }
  form.append('file', new Blob([bytes]), name)
  return call(server, path, { method: 'POST', body: form })
}

const DEEPSEEK_PAGE = [
  '<|ref|>title<|/ref|><|det|>[[62, 80, 700, 200]]<|/det|>',
  '# Harbour <b>report</b> <script>steal()</script>',
  '',
  '<|ref|>text<|/ref|><|det|>[[62, 220, 930, 400]]<|/det|>',
  'All ships came [home](javascript:alert(1)) in time, at $10^{3}$ knots.',
  '',
  '<|ref|>table<|/ref|><|det|>[[62, 450, 930, 800]]<|/det|>',
  '<table><tr><td>Ship</td><td>Day</td></tr><tr><td>Ida</td><td>3</td></tr></table>',
  '',
  '<|ref|>image<|/ref|><|det|>[[100, 820, 500, 990]]<|/det|>',
].join('\n')

test('dialect E has its pages read by DeepSeek-OCR, counts them, and gives Markdown and boxes out', async () => {
  const deepseek = await vlm('deepseek-ai/DeepSeek-OCR')
  deepseek.answer(() => ({ say: DEEPSEEK_PAGE }))
  const server = await serve({ env: { VLLM_DEEPSEEK_URL: deepseek.url, INFERENCE_MODE: 'vllm' } })

  const result = await (
    await send(server, '/v1/process/sync', { fields: { accuracy_mode: 'balanced' } })
  ).json()

  expect(result.markdown).toContain('# Harbour')
  expect(result.markdown).toContain('All ships came home in time')
  expect(result.markdown).toContain('| Ship | Day |')
  expect(result.markdown).not.toMatch(/script|steal/)
  const { jobs } = await (await call(server, '/v1/jobs')).json()
  expect(jobs[0].progress).toMatchObject({ deepseek_pages: 1, nanonets_pages: 0, pageloom_pages: 0 })
  const client = apiClient({ baseUrl: server.url, key: server.key ?? '' })
  const page = await client.getPage(jobs[0].job_id, 1)
  expect(page).toMatchObject({ engine: 'deepseek-ocr', source: 'ocr', widthPx: 900, notices: [] })
  expect(page.regions.map(region => region.category)).toEqual(['title', 'text', 'table', 'figure'])
  expect(page.regions[0]?.box.left).toBeCloseTo((62 / 999) * 900, 0)
  expect(JSON.stringify(page)).not.toContain('javascript:')
  const [question] = deepseek.asked
  expect(question).toMatchObject({ prompt: '<|grounding|>Convert the document to markdown.' })
  expect(question?.imageType).toBe('image/jpeg')
  expect(question?.body).toMatchObject({ model: 'deepseek-ai/DeepSeek-OCR', skip_special_tokens: false })
  expect(question?.headers.authorization).toBeUndefined()
}, 60_000)

test('dialect C has its pages read by the model that it names, and warns of nothing then', async () => {
  const dots = await vlm('rednote-hilab/dots.ocr')
  dots.answer(() => ({
    say: JSON.stringify([
      { bbox: [84, 56, 600, 112], category: 'Title', text: '# Harbour report' },
      { bbox: [84, 120, 840, 180], category: 'Text', text: 'All ships came home.' },
    ]),
  }))
  const server = await serve({ env: { VLLM_DOTSOCR_URL: dots.url }, flags: { 'missing-model': '503' } })

  const reply = await send(server, '/ocr?model=dotsocr&dpi=200')

  expect(reply.headers.get('warning')).toBeNull()
  const body = await reply.json()
  expect(body.metadata.engine).toBe('dots-ocr')
  expect(body.results.page_0.data).toMatchObject([
    { category: 'Title', text: 'Harbour report' },
    { category: 'Text', text: 'All ships came home.' },
  ])
  expect((await send(server, '/ocr/submit?model=lightonocr')).status).toBe(503)
}, 60_000)

test('a page whose text layer is good stays here, unless its pixels are asked for', async () => {
  const nanonets = await vlm('nanonets/Nanonets-OCR2-3B')
  nanonets.answer(() => ({ say: 'Read by eye.\n\n<page_number>7</page_number>' }))
  const server = await serve({ flags: { 'nanonets-url': nanonets.url, 'inference-mode': 'vllm' } })
  const client = apiClient({ baseUrl: server.url, key: server.key ?? '' })
  const file = {
    name: 'born.pdf',
    bytes: new Uint8Array(pdfOfLines(['This page was born digital and reads well.'])),
  }

  const read = async (fields: Readonly<Record<string, string>>) => {
    const { id } = await (await send(server, '/api/v1/jobs', { fields, file })).json()
    await eventually(async () => expect((await client.getJob(id)).state).toBe('completed'))
    return client.getPage(id, 1)
  }

  expect(await read({})).toMatchObject({ engine: 'text-layer' })
  expect(nanonets.asked).toHaveLength(0)
  const forced = await read({ force_ocr: 'true' })
  expect(forced).toMatchObject({ engine: 'nanonets-ocr2' })
  expect(forced.regions.map(({ category, text }) => [category, text])).toEqual([
    ['text', 'Read by eye.'],
    ['page-number', '7'],
  ])
}, 60_000)

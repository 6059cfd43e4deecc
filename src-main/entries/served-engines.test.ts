import { afterEach, expect, test } from 'vitest'
import { pdfOfLines } from './testing/pdf-of-lines.ts'
import { vlmWorld } from './testing/serve-with-vlm.ts'

const world = vlmWorld()
afterEach(() => world.close())

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

test('dialect E has its pages read by DeepSeek-OCR, counts them, and gives Markdown out', async () => {
  const deepseek = await world.vlm('deepseek-ai/DeepSeek-OCR')
  deepseek.answer(() => ({ say: DEEPSEEK_PAGE }))
  const { send, call, client } = await world.serve({
    env: { VLLM_DEEPSEEK_URL: deepseek.url, INFERENCE_MODE: 'vllm' },
  })

  const result = await (await send('/v1/process/sync', { fields: { accuracy_mode: 'balanced' } })).json()

  expect(result.markdown).toContain('# Harbour')
  expect(result.markdown).toContain('All ships came home in time')
  expect(result.markdown).toContain('| Ship | Day |')
  expect(result.markdown).not.toMatch(/script|steal/)
  const { jobs } = await (await call('/v1/jobs')).json()
  expect(jobs[0].progress).toMatchObject({ deepseek_pages: 1, nanonets_pages: 0, pageloom_pages: 0 })
  const page = await client.getPage(jobs[0].job_id, 1)
  expect(page).toMatchObject({ engine: 'deepseek-ocr', source: 'ocr', widthPx: 900, notices: [] })
  expect(page.regions.map(region => region.category)).toEqual(['title', 'text', 'table', 'figure'])
  expect(page.regions[0]?.box.left).toBeCloseTo((62 / 999) * 900, 0)
  expect(page.regions[3]?.figure?.name).toBe('page-000001-figure-1.png')
  expect((await client.getFigure(jobs[0].job_id, 'page-000001-figure-1.png')).status).toBe(200)
  expect(JSON.stringify(page)).not.toContain('javascript:')
  const [question] = deepseek.asked
  expect(question?.prompt).toBe('<|grounding|>Convert the document to markdown.')
  expect(question?.imageType).toBe('image/jpeg')
  expect(question?.body).toMatchObject({ model: 'deepseek-ai/DeepSeek-OCR', skip_special_tokens: false })
  expect(question?.headers.authorization).toBeUndefined()
}, 120_000)

test('dialect C has its pages read by the model that it names, and warns of nothing then', async () => {
  const dots = await world.vlm('rednote-hilab/dots.ocr')
  dots.answer(() => ({
    say: JSON.stringify([
      { bbox: [84, 56, 600, 112], category: 'Title', text: '# Harbour report' },
      { bbox: [84, 120, 840, 180], category: 'Text', text: 'All ships came home.' },
    ]),
  }))
  const { send } = await world.serve({
    env: { VLLM_DOTSOCR_URL: dots.url },
    flags: { 'missing-model': '503' },
  })

  const reply = await send('/ocr?model=dotsocr&dpi=200')

  expect(reply.headers.get('warning')).toBeNull()
  const body = await reply.json()
  expect(body.metadata.engine).toBe('dots-ocr')
  expect(body.results.page_0.data).toMatchObject([
    { category: 'Title', text: 'Harbour report' },
    { category: 'Text', text: 'All ships came home.' },
  ])
  expect((await send('/ocr/submit?model=lightonocr')).status).toBe(503)
}, 120_000)

test('LightOnOCR reads for dialect C in Markdown; the other model is read here, with a warning', async () => {
  const lighton = await world.vlm('lightonai/LightOnOCR-1B-1025')
  lighton.answer(() => ({ say: '# Harbour\n\n- Ida\n- Eva' }))
  const { send } = await world.serve({ flags: { 'lightonocr-url': lighton.url } })

  const body = await (await send('/ocr?model=lightonocr')).json()
  expect(body.results.page_0.data).toBe('# Harbour\n\n- Ida\n- Eva')
  expect(body.metadata.engine).toBe('lighton-ocr')
  expect(lighton.asked[0]?.prompt).toBe('')

  const other = await send('/ocr?model=dotsocr')
  expect(other.headers.get('warning')).toContain('dotsocr')
  expect((await other.json()).metadata.engine).toBe('paddle')
  expect(lighton.asked).toHaveLength(1)
}, 120_000)

test('a page whose text layer is good stays here, unless its pixels are asked for', async () => {
  const nanonets = await world.vlm('nanonets/Nanonets-OCR2-3B')
  nanonets.answer(() => ({ say: 'Read by eye.\n\n<page_number>7</page_number>' }))
  const { readPage } = await world.serve({
    flags: { 'nanonets-url': nanonets.url, 'inference-mode': 'vllm' },
  })
  const file = {
    name: 'born.pdf',
    bytes: new Uint8Array(pdfOfLines(['This page was born digital and reads well.'])),
  }

  expect(await readPage({ file })).toMatchObject({ engine: 'text-layer' })
  expect(nanonets.asked).toHaveLength(0)
  const forced = await readPage({ file, fields: { force_ocr: 'true' } })
  expect(forced).toMatchObject({ engine: 'nanonets-ocr2' })
  expect(forced.regions.map(({ category, text }) => [category, text])).toEqual([
    ['text', 'Read by eye.'],
    ['page-number', '7'],
  ])
}, 120_000)

test('balanced asks Nanonets where DeepSeek is in doubt, accurate asks it first, fast asks one', async () => {
  const doubtful = 'Unknown \uFFFD\uFFFD\uFFFD letters'
  const deepseek = await world.vlm('deepseek-ocr')
  deepseek.answer(() => ({ say: doubtful }))
  const nanonets = await world.vlm('nanonets-ocr2')
  nanonets.answer(() => ({ say: 'All letters are known.' }))
  const env = { VLLM_DEEPSEEK_URL: deepseek.url, VLLM_NANONETS_URL: nanonets.url, INFERENCE_MODE: 'vllm' }
  const { readPage } = await world.serve({ env })

  expect(await readPage({ fields: { mode: 'balanced' } })).toMatchObject({
    engine: 'nanonets-ocr2',
    notices: [],
  })
  expect([deepseek.asked.length, nanonets.asked.length]).toEqual([1, 1])
  expect(await readPage({ fields: { mode: 'accurate' } })).toMatchObject({ engine: 'nanonets-ocr2' })
  expect([deepseek.asked.length, nanonets.asked.length]).toEqual([1, 2])
  const fast = await readPage({ fields: { mode: 'fast' } })
  expect(fast).toMatchObject({ engine: 'deepseek-ocr', confidence: 0.5 })
  expect(fast.notices[0]).toContain('doubtful')
  expect([deepseek.asked.length, nanonets.asked.length]).toEqual([2, 2])
}, 120_000)

test("a caller's own prompt is handed on, without the sign for the picture", async () => {
  const deepseek = await world.vlm('deepseek-ocr')
  deepseek.answer(() => ({ say: 'Sum: 12' }))
  const { readPage } = await world.serve({
    flags: { 'deepseek-url': deepseek.url, 'inference-mode': 'vllm' },
  })

  await readPage({ fields: { prompt: '<image>Only the sums, please' } })
  await readPage({ fields: { prompt: '<image>Convert to markdown' } })

  expect(deepseek.asked.map(({ prompt }) => prompt)).toEqual([
    'Only the sums, please',
    '<|grounding|>Convert the document to markdown.',
  ])
}, 120_000)

test('without the inference mode the embedded engine reads, though an engine is configured', async () => {
  const deepseek = await world.vlm('deepseek-ocr')
  const { readPage } = await world.serve({ flags: { 'deepseek-url': deepseek.url } })
  expect(await readPage()).toMatchObject({ engine: 'paddle', notices: [] })
  expect(deepseek.asked).toHaveLength(0)
}, 120_000)

test('pages of a job are with the engine side by side, more than there are workers', async () => {
  let underWay = 0
  let most = 0
  const letGo: (() => void)[] = []
  const dots = await world.vlm('dots.ocr')
  dots.answer(async ({ prompt }) => {
    expect(prompt).toContain('Final Output')
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise<void>(resolve => {
      letGo.push(resolve)
      if (underWay >= 5) for (const go of letGo) go()
    })
    return { say: JSON.stringify([{ bbox: [28, 28, 200, 60], category: 'Text', text: 'A page.' }]) }
  })
  const { send, atRest, client } = await world.serve({
    flags: { 'dotsocr-url': dots.url, 'inference-mode': 'vllm' },
  })
  const file = {
    name: 'five.pdf',
    bytes: new Uint8Array(pdfOfLines(['One', 'Two', 'Three', 'Four', 'Five'])),
  }

  const { id } = await (await send('/api/v1/jobs', { file, fields: { force_ocr: 'true' } })).json()
  await atRest(id)

  expect(most).toBe(5)
  const pages = await client.listPages(id)
  expect(pages.map(({ engine }) => engine)).toEqual(Array.from({ length: 5 }, () => 'dots-ocr'))
}, 120_000)

test('headings keep the levels that the model read, and a searchable PDF has the words in their order', async () => {
  const lighton = await world.vlm('lighton-ocr')
  lighton.answer(() => ({
    say: '# Harbour\n\n## Ships\n\nIda came home first, and Eva after her.\n\n### Notes\n\nNone.',
  }))
  const { send, client, atRest } = await world.serve({
    flags: { 'lightonocr-url': lighton.url, 'inference-mode': 'vllm' },
  })
  const { id } = await (await send('/api/v1/jobs')).json()
  await atRest(id)

  const markdown = await (await client.getResult(id, { format: 'md' })).text()
  expect(markdown.match(/^#+ .*$/gm)).toEqual(['# Harbour', '## Ships', '### Notes'])
  const pdf = new Uint8Array(await (await client.getResult(id, { format: 'pdf' })).arrayBuffer())
  const again = await (await send('/api/v1/jobs', { file: { name: 'again.pdf', bytes: pdf } })).json()
  await atRest(again.id)
  const text = await (await client.getResult(again.id, { format: 'txt' })).text()
  expect(text.replace(/\s+/g, ' ')).toContain('Ida came home first, and Eva after her.')
}, 120_000)

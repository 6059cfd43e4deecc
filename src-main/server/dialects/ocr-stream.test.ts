import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Page } from '../../../src-shared/contract/page.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { formOf, openTestServer, type TestServer } from '../testing/open-test-server.ts'

const CREATED = 1_704_625_200_123
const MINUTE_MS = 60_000

let now = CREATED
let server: TestServer
beforeEach(async () => {
  now = CREATED
  server = await openTestServer({ now: () => now, times: { heartbeatMs: 10 } })
})
afterEach(() => server.close())

const submit = async () => (await (await server.send('/ocr/submit', formOf())).json()).job_id

/** Lets page 2 fail and the others hold this text at 100 dpi. */
function readPages(text: string): void {
  const { readPage } = server.useCases
  const box = { left: 50, top: 100, right: 250, bottom: 125 }
  Object.assign(server.useCases, {
    readPage: async (jobId: string, number: number): Promise<Page> => {
      if (number === 2) throw new ProblemError('page-timeout')
      const page = await readPage(jobId, number)
      return { ...page, dpi: 100, regions: [{ category: 'text', text, lines: [], box }] }
    },
  })
}

const FAILED_PAGE = {
  status: 'error',
  error: 'Reading this page took too long and was stopped. Try it again in the fast mode.',
}

interface Told {
  readonly event: string
  readonly data: Record<string, unknown>
}

/** Follows a stream to its end and tells each event as it comes. */
async function follow(id: string, tell: (told: Told) => void = () => undefined): Promise<Told[]> {
  const reply = await server.call(`/ocr/stream/${id}`)
  expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const all: Told[] = []
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of reply.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const lines of events) {
      const [, event = '', data = ''] = /^(?:id: \w+\n)?event: (\w+)\ndata: (.*)$/.exec(lines) ?? []
      const told = { event, data: JSON.parse(data) }
      all.push(told)
      tell(told)
    }
  }
  return all
}

/** The stream without its repetitions. */
const words = (all: readonly Told[]): string[] =>
  all
    .map(({ event, data }) => (event === 'status' ? `${event} ${data.status}` : event))
    .filter((word, index, list) => word !== list[index - 1])

test('the stream tells pending, running and completed, then the result, then closes', async () => {
  readPages('Hello')
  const id = await submit()
  now += 15_900
  const all = await follow(id, ({ event, data }) => {
    if (event !== 'status') return
    if (data.status === 'pending') server.useCases.change(id, { state: 'processing' })
    else if (data.status === 'running') server.useCases.change(id, { state: 'completed', finishedAt: now })
  })

  expect(words(all)).toEqual(['status pending', 'status running', 'status completed', 'result', 'close'])
  expect(all[0]?.data).toEqual({ status: 'pending', job_id: id, elapsed: 15 })
  expect(all.at(-2)?.data).toEqual({
    job_id: id,
    status: 'completed',
    total_pages: 3,
    model: 'dotsocr',
    results: {
      page_0: { status: 'success', data: [{ bbox: [100, 200, 500, 250], category: 'Text', text: 'Hello' }] },
      page_1: { ...FAILED_PAGE, data: [] },
      page_2: { status: 'success', data: [{ bbox: [100, 200, 500, 250], category: 'Text', text: 'Hello' }] },
    },
    metadata: { filename: 'letter.pdf', dpi: 200, engine: 'paddle' },
  })
  expect(all.at(-1)?.data).toEqual({ message: 'Stream complete' })
})

test('the stream comes without chunks, every event on lines of its own, as clients need that read the bare socket', async () => {
  readPages('one\u2028two\u2029three\u0085four')
  const id = await submit()
  server.useCases.change(id, { state: 'completed' })
  const reply = await server.call(`/ocr/stream/${id}`)

  expect(reply.headers.get('transfer-encoding')).toBeNull()
  const text = await reply.text()
  expect(text).not.toMatch(/[\u0085\u2028\u2029]/)
  const [, data = ''] = /event: result\ndata: (.*)/.exec(text) ?? []
  expect(JSON.parse(data).results.page_0.data[0].text).toBe('one\u2028two\u2029three\u0085four')
})

test('a job that fails, or is deleted while it is followed, ends the stream with an error', async () => {
  const failed = await submit()
  server.useCases.change(failed, { state: 'cancelled' })
  expect(await follow(failed)).toEqual([
    { event: 'error', data: { status: 'error', job_id: failed, error: 'Cancelled' } },
    { event: 'close', data: { message: 'Stream complete' } },
  ])

  const deleted = await submit()
  const all = await follow(deleted, ({ event }) => {
    if (event === 'status') server.useCases.deleteJob(deleted).catch(() => undefined)
  })
  expect(words(all)).toEqual(['status pending', 'error', 'close'])
})

test('who comes back is told where the job stands now, and no more once all was told', async () => {
  const id = await submit()
  const again = (lastEventId: string) =>
    server.call(`/ocr/stream/${id}`, { headers: { 'last-event-id': lastEventId } })
  server.useCases.change(id, { state: 'completed' })

  const text = await (await again('7')).text()
  expect(text).toMatch(/^event: status\n.*\n\nevent: result\n.*\n\nid: end\nevent: close\n.*\n\n$/)
  const told = await again('end')
  expect([told.status, await told.text()]).toEqual([204, ''])

  server.useCases.change(id, { state: 'processing' })
  const anew = await again('end')
  expect(anew.status).toBe(200)
  await anew.body?.cancel()
})

test('after ten minutes the stream says so and closes; the job goes on', async () => {
  const id = await submit()
  server.useCases.change(id, { state: 'processing' })
  let statuses = 0
  const all = await follow(id, ({ event }) => {
    if (event !== 'status') return
    statuses += 1
    if (statuses === 2) now += 10 * MINUTE_MS - 1
    if (statuses === 4) now += 1
  })

  expect(statuses).toBeGreaterThan(4)
  expect(words(all)).toEqual(['status running', 'timeout', 'close'])
  expect(all.at(-2)?.data).toEqual({
    status: 'timeout',
    job_id: id,
    message: 'Job still running after 10 minutes',
  })
  expect((await (await server.call(`/ocr/status/${id}`)).json()).status).toBe('running')
})

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DIALECT_DOORS, type DialectDoor, formFor, submittedId } from './testing/dialect-doors.ts'
import { pdfOfLines } from './testing/pdf-of-lines.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 90_000 })

/** A server that takes jobs and reads none: every job stays in the queue. */
let served: Served
beforeAll(async () => {
  served = await startServe(['--max-upload-mb', '1'], { env: { NUM_WORKERS: '0' } })
})
afterAll(async () => {
  await served.stop()
})

const call = (where: string, init: RequestInit = {}): Promise<Response> => {
  const headers = { ...Object.fromEntries(new Headers(init.headers)), 'x-api-key': served.key }
  return fetch(served.url + where, { ...init, headers })
}
const post = (where: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  call(where, { method: 'POST', body, headers })
const answer = async (pending: Promise<Response>): Promise<[number, unknown]> => {
  const reply = await pending
  return [reply.status, await reply.json()]
}
const jobCount = async (): Promise<number> => (await served.client.listJobs({})).total

const words = (text: string) => Buffer.from(text)
const letter = { name: 'letter.pdf', bytes: Buffer.from(pdfOfLines(['A letter'])) }
const gif = { name: 'picture.gif', bytes: words('GIF89a\x01\x00\x01\x00\x80\x00\x00') }
const damaged = { name: 'torn.pdf', bytes: words('%PDF-1.7\nnothing else') }
const empty = { name: 'empty.pdf', bytes: words('') }
const large = { name: 'large.pdf', bytes: Buffer.alloc(1_200_000, '%PDF-1.7 ') }

const missing = ({ fileField }: DialectDoor) => ({
  detail: [{ type: 'missing', loc: ['body', fileField], msg: 'Field required', input: null }],
})
const saying = (part: string) => ({ detail: expect.stringContaining(part) })

/** Files that never become a job, whichever door they knock at. */
const REFUSED = [
  { what: 'an unsupported file', files: [gif], status: 415, body: saying('Supported are PDF') },
  { what: 'a file over the limit', files: [large], status: 413, body: saying('At most 1 MB are accepted') },
  { what: 'a damaged file', files: [damaged], status: 422, body: saying('damaged') },
  { what: 'an empty file', files: [empty], status: 422, body: saying('empty') },
] as const

/** Bodies that are no form. */
const BROKEN = [
  {
    what: 'a form that stops in the middle',
    type: 'multipart/form-data; boundary=x',
    body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF',
  },
  { what: 'a form without its boundary', type: 'multipart/form-data', body: 'nothing' },
  { what: 'a body that is no form at all', type: 'multipart/form-data; boundary=x', body: 'nothing' },
] as const

describe.each(DIALECT_DOORS)('dialect $letter', door => {
  const doors = [door.submit, ...(door.blocking === null ? [] : [door.blocking])]

  test.each(REFUSED)('refuses $what and makes no job', async ({ files, status, body }) => {
    const before = await jobCount()
    for (const where of doors) expect(await answer(post(where, formFor(door, files)))).toEqual([status, body])
    expect(await jobCount()).toBe(before)
  })

  test('refuses a form without a file with a list that names the field', async () => {
    for (const where of doors) {
      expect(await answer(post(where, formFor(door, [], { prompt: 'x' })))).toEqual([422, missing(door)])
      expect(await answer(post(where, '{}', { 'content-type': 'application/json' }))).toEqual([
        422,
        missing(door),
      ])
    }
  })

  test.each(BROKEN)('refuses $what', async ({ type, body }) => {
    const before = await jobCount()
    for (const where of doors)
      expect(await answer(post(where, body, { 'content-type': type }))).toEqual([
        400,
        { detail: expect.any(String) },
      ])
    expect(await jobCount()).toBe(before)
  })

  test('reads past a field that it does not know', async () => {
    const reply = await post(door.submit, formFor(door, [letter], { colour: 'blue' }))

    expect(reply.ok).toBe(true)
    expect((await served.client.getJob(await submittedId(reply))).name).toBe('letter.pdf')
  })

  test('takes the last of two files where it expects one, as its server did', async () => {
    const files = [
      { ...letter, name: 'first.pdf' },
      { ...letter, name: 'last.pdf' },
    ]
    const job = await served.client.getJob(await submittedId(await post(door.submit, formFor(door, files))))

    expect(job.documents.map(({ name }) => name)).toEqual(
      door.letter === 'D' ? ['first.pdf', 'last.pdf'] : ['last.pdf'],
    )
  })

  test('says 404 for a job that it does not know', async () => {
    for (const id of ['nope', '550e8400-e29b-41d4-a716-446655440000', 'a.pdf_20990107_123456_ffffffff'])
      for (const where of [door.statusOf(id), door.resultOf(id)])
        expect(await answer(call(where))).toEqual([404, unknown(door, id, where)])
  })

  test('says in its own way that a result is not ready', async () => {
    const id = await submittedId(await post(door.submit, formFor(door, [letter])))

    expect(await answer(call(door.resultOf(id)))).toEqual(notReady(door, id))
  })
})

function unknown({ letter }: DialectDoor, id: string, where: string): object {
  if (letter === 'C')
    return {
      success: false,
      job_id: id,
      status: 'not_found',
      message: 'Job not found',
      detail: 'Job not found',
    }
  return { detail: letter === 'D' && where.endsWith('results') ? `Job ${id} not found` : 'Job not found' }
}

function notReady({ letter }: DialectDoor, id: string): [number, object] {
  switch (letter) {
    case 'A':
      return [400, { detail: 'Job is not completed. Current status: queued' }]
    case 'B':
      return [404, { detail: 'Result not ready. Current status: pending' }]
    case 'C': {
      const message = 'Job is still being processed. Please try again later.'
      return [202, { success: false, job_id: id, status: 'pending', message }]
    }
    case 'D':
      return [200, { job_id: id, status: 'pending', results: null, error: null }]
    case 'E':
      return [409, { detail: 'Job is not completed. Current status: queued' }]
  }
}

/** What a figure below or above a bound gets; `loc` is the name of its parameter. */
const outOfRange = (field: string, input: string, bound: { readonly ge?: number; readonly le?: number }) => {
  const [type, words] =
    bound.ge === undefined
      ? ['less_than_equal', `less than or equal to ${bound.le}`]
      : ['greater_than_equal', `greater than or equal to ${bound.ge}`]
  return [
    422,
    { detail: [{ type, loc: ['query', field], msg: `Input should be ${words}`, input, ctx: bound }] },
  ]
}

test.each([
  ['/jobs?limit=-1', outOfRange('limit', '-1', { ge: 0 })],
  ['/api/jobs?limit=-1', outOfRange('limit', '-1', { ge: 1 })],
  ['/api/jobs?offset=-1', outOfRange('offset', '-1', { ge: 0 })],
  ['/v1/jobs?limit=-1', outOfRange('limit', '-1', { ge: 1 })],
])('%s is refused with the least that is allowed', async (where, refusal) => {
  expect(await answer(call(where))).toEqual(refusal)
})

test.each([
  ['dpi=71', outOfRange('dpi', '71', { ge: 72 })],
  ['dpi=601', outOfRange('dpi', '601', { le: 600 })],
])('dialect C refuses %s with the bound', async (query, refusal) => {
  for (const where of ['/ocr/submit', '/ocr'])
    expect(await answer(post(`${where}?${query}`, formFor(door('C'), [letter])))).toEqual(refusal)
})

test('dialect C refuses words for a number, and a model that it does not know', async () => {
  const send = (query: string) => answer(post(`/ocr/submit?${query}`, formFor(door('C'), [letter])))

  expect(await send('dpi=fine')).toEqual([
    422,
    {
      detail: [
        {
          type: 'int_parsing',
          loc: ['query', 'dpi'],
          msg: 'Input should be a valid integer, unable to parse string as an integer',
          input: 'fine',
        },
      ],
    },
  ])
  expect(await send('model=xyz')).toEqual([
    400,
    { detail: "Unsupported model 'xyz'. Available models: dotsocr, lightonocr" },
  ])
})

test('dialect C reads with its own engine in the place of a model that is not there, or refuses where it is told to', async () => {
  const send = () => post('/ocr/submit?model=lightonocr', formFor(door('C'), [letter]))
  const read = await send()
  expect([read.status, read.headers.get('warning')]).toEqual([200, expect.stringContaining('lightonocr')])

  await served.client.changeSettings({ missingModel: '503' })
  expect(await answer(send())).toEqual([
    503,
    { detail: 'OCR backend not available. Deploy with: modal deploy visor_multi_ocr.py' },
  ])
  await served.client.changeSettings({ missingModel: 'embedded' })
  expect((await send()).status).toBe(200)
})

test.each([
  ['accuracy_mode', 'best', ["'fast'", "'balanced'", "'accurate'"]],
  ['output_format', 'pptx', ["'markdown'", "'json'", "'text'"]],
])('dialect E refuses %s=%s with the values that are allowed', async (field, value, allowed) => {
  for (const where of ['/v1/process/async', '/v1/process/sync']) {
    const reply = await answer(post(where, formFor(door('E'), [letter], { [field]: value })))
    expect(reply).toEqual([
      422,
      { detail: [{ type: 'enum', loc: ['body', field], msg: expect.any(String), input: value }] },
    ])
    for (const word of allowed) expect(JSON.stringify(reply)).toContain(word)
  }
})

test('without a key every dialect answers 401 with a detail', async () => {
  for (const { submit, statusOf } of DIALECT_DOORS) {
    const sent = await fetch(served.url + submit, { method: 'POST', body: formFor(door('A'), [letter]) })
    expect([sent.status, await sent.json()]).toMatchObject([401, { detail: expect.any(String) }])
    expect((await fetch(served.url + statusOf('nope'))).status).toBe(401)
  }
})

function door(letter: DialectDoor['letter']): DialectDoor {
  const found = DIALECT_DOORS.find(each => each.letter === letter)
  if (!found) throw new Error(`There is no door ${letter}`)
  return found
}

import { openAsBlob } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ApiProblem } from '../../src-shared/client/api-problem.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../src-shared/contract/routes.ts'
import { sample } from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'

let served: Served
let jobId = ''

beforeAll(async () => {
  served = await startServe()
  const files = [{ name: 'letter.pdf', bytes: await openAsBlob(sample('scanned-letter.pdf')) }]
  const job = await served.client.submitJob({ files, fields: { pages: '2' } })
  jobId = (await served.atRest(job.id)).id
}, 120_000)
afterAll(() => served.stop())

/** With what each file begins. */
const BEGINNINGS: Readonly<Record<ExportFormat, string>> = {
  md: '#',
  html: '<!DOCTYPE html>',
  txt: '',
  json: '{"format":"pageloom","version":1',
  pdf: '%PDF-',
  docx: 'PK',
  xlsx: 'PK',
  csv: '\uFEFFWork,Hours,Amount\r\n',
  chunks: '{"text":',
  hocr: '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>',
  alto: '<?xml version="1.0" encoding="UTF-8"?>\n<alto ',
}

test.each(Object.entries(EXPORT_FORMATS))(
  'a job at rest is given out as %s, under a name of its own',
  async (name, { mediaType, extension }) => {
    const format = Object.keys(EXPORT_FORMATS).find((each): each is ExportFormat => each === name) ?? 'md'
    const reply = await served.client.getResult(jobId, { format })
    const bytes = Buffer.from(await reply.arrayBuffer())

    expect(reply.headers.get('content-type')).toBe(mediaType)
    expect(reply.headers.get('content-disposition')).toContain(`letter${extension}`)
    expect(bytes.toString('utf8').startsWith(BEGINNINGS[format])).toBe(true)
    expect(bytes.length).toBeGreaterThan(100)
  },
  120_000,
)

test('nothing was recognised twice for it', async () => {
  const before = await served.client.getPage(jobId, 1)
  await (await served.client.getResult(jobId, { format: 'docx' })).arrayBuffer()

  expect(await served.client.getPage(jobId, 1)).toEqual(before)
  expect((await served.client.getJob(jobId)).state).toBe('completed')
})

test('what has no look is no PDF, and the answer says so', async () => {
  const files = [{ name: 'note.txt', bytes: new Blob(['A plain note.\n']) }]
  const job = await served.client.submitJob({ files })
  await served.atRest(job.id)

  const problem = await served.client.getResult(job.id, { format: 'pdf' }).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(ApiProblem)
  expect(problem).toMatchObject({ problem: { code: 'no-page-image' } })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formOf, openTestServer, type TestServer } from '../testing/open-test-server.ts'

let server: TestServer
let stop: AbortController
beforeEach(async () => {
  stop = new AbortController()
  server = await openTestServer({ stopping: stop.signal })
})
afterEach(() => server.close())

function form(field: string): FormData {
  const body = new FormData()
  body.append(field, formOf().get('file') ?? '')
  return body
}

describe.each([
  ['/ocr/pdf', 'file'],
  ['/ocr', 'file'],
  ['/parse', 'files'],
  ['/v1/process/sync', 'file'],
])('the blocking call %s', (where, field) => {
  test('is no fault when its caller hangs up, and the job goes on', async () => {
    const hangUp = new AbortController()
    const pending = server.call(where, { method: 'POST', body: form(field), signal: hangUp.signal })
    await expect.poll(() => server.useCases.submitted.length).toBe(1)
    hangUp.abort()

    await expect(pending).rejects.toThrow()
    await expect.poll(() => server.listeners.openSockets().length).toBe(0)
    expect((await server.useCases.listJobs({})).jobs).toMatchObject([{ state: 'queued' }])
    expect(server.logged.filter(line => line.startsWith('request-failed'))).toEqual([])
  })

  test('says that the server stops, and which job goes on', async () => {
    const pending = server.send(where, form(field))
    await expect.poll(() => server.useCases.submitted.length).toBe(1)
    const [job] = (await server.useCases.listJobs({})).jobs
    stop.abort()

    const reply = await pending
    expect([reply.status, await reply.json()]).toEqual([
      503,
      { detail: `The server is stopping. Try again when it is back. Job ${job?.id} goes on then.` },
    ])
  })
})

import { afterEach, expect, test } from 'vitest'
import { OWNER_HEADER } from '../../../src-shared/contract/routes.ts'
import { formOf, openTestServer, TEST_OWNER_KEY, type TestServer } from '../testing/open-test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

async function opened(): Promise<{ server: TestServer; at: string }> {
  server = await openTestServer()
  const job = await (await server.send('/api/v1/jobs', formOf())).json()
  return { server, at: `/api/v1/jobs/${job.id}/callbacks` }
}

const patch = (server: TestServer, body: object, headers: Record<string, string> = {}) =>
  server.call('/api/v1/settings', {
    method: 'PATCH',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

test('the delivery log of a job is told, and what was given up is sent again', async () => {
  const { server, at } = await opened()
  expect(await (await server.call(at)).json()).toMatchObject({
    givenUp: 1,
    deliveries: [{ id: 7, state: 'given-up' }],
  })
  const again = await server.call(`${at}/7/retry`, { method: 'POST' })
  expect([again.status, (await again.json()).state]).toEqual([200, 'waiting'])
})

test('what is not there, or makes no sense, is refused by name', async () => {
  const { server, at } = await opened()
  const codeOf = async (path: string, init?: RequestInit) =>
    (await (await server.call(path, init)).json()).code
  expect(await codeOf(`${at}/8/retry`, { method: 'POST' })).toBe('callback-not-found')
  expect(await codeOf(`${at}/0/retry`, { method: 'POST' })).toBe('invalid-request')
  expect(await codeOf(`${at}?limit=0`)).toBe('invalid-request')
  expect(await codeOf('/api/v1/jobs/none_20260101_000000_00000000/callbacks')).toBe('job-not-found')
})

test("a client's key changes settings, but not where this machine may be made to call", async () => {
  const { server } = await opened()
  const rules = { allowedCallbacks: ['10.0.0.0/8'] }
  for (const headers of [
    {},
    { [OWNER_HEADER]: 'guess' },
    { [OWNER_HEADER]: '' },
    { 'x-pageloom-origin': 'window' },
  ]) {
    const refused = await patch(server, { maxPages: 5, ...rules }, headers)
    expect([refused.status, (await refused.json()).code]).toEqual([403, 'owner-only'])
  }
  expect((await patch(server, { maxPages: 5 })).status).toBe(200)
  expect((await patch(server, { maxConcurrency: 2 })).status).toBe(200)
  const changed = await patch(server, rules, { [OWNER_HEADER]: TEST_OWNER_KEY })
  expect((await changed.json()).settings).toMatchObject({ maxPages: 5, maxConcurrency: 2, ...rules })
})

test("the secret of the machine's user opens no door without the key", async () => {
  const { server } = await opened()
  const headers = { [OWNER_HEADER]: TEST_OWNER_KEY }
  expect((await fetch(`${server.url}/api/v1/settings`, { headers })).status).toBe(401)
})

import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { apiClient } from '../../src-shared/client/api-client.ts'
import { eventually } from './testing/eventually.ts'
import { newFolder, sample } from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'
import { openTestListener, type TestListener } from './testing/test-listener.ts'

const served: Served[] = []
const listeners: TestListener[] = []
afterEach(async () => {
  for (const server of served.splice(0)) {
    server.program.child.kill('SIGKILL')
    await server.program.ended
  }
  for (const listener of listeners.splice(0)) await listener.close()
})

async function serve(dataDir: string, ...words: string[]): Promise<Served> {
  const server = await startServe(words, { dataDir })
  served.push(server)
  return server
}

async function listen(): Promise<TestListener> {
  const listener = await openTestListener()
  listeners.push(listener)
  return listener
}

function submit({ url, key }: Served, fields: Readonly<Record<string, string>>): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('files', new Blob([readFileSync(sample('paper-page.pdf'))]), 'paper-page.pdf')
  form.append('files', new Blob([readFileSync(sample('receipt.jpg'))]), 'receipt.jpg')
  return fetch(`${url}/submit`, { method: 'POST', body: form, headers: { authorization: `Bearer ${key}` } })
}

test('a listener of dialect D gets every node and the completion, also over a kill -9', async () => {
  const dataDir = newFolder()
  const listener = await listen()
  listener.answer(() => 'nothing')
  const first = await serve(dataDir, '--allow-callback', `127.0.0.1:${listener.port}`)
  const reply = await submit(first, {
    callback_url: listener.url,
    task_id: 'task-9',
    metadata: '{"source":"unit"}',
  })
  const { job_id: jobId } = await reply.json()
  await eventually(() => expect(listener.heard.length).toBeGreaterThan(0))
  first.program.child.kill('SIGKILL')
  await first.program.ended

  listener.answer(() => 200)
  const second = await serve(dataDir, '--allow-callback', `127.0.0.1:${listener.port}`)
  await second.atRest(jobId)
  await eventually(() => expect(listener.heard.at(-1)?.status).toBe('COMPLETED'))
  const nodes = listener.heard.filter(one => one.status === 'PROCESSING')
  const results = await fetch(`${second.url}/jobs/${jobId}/results`, {
    headers: { authorization: `Bearer ${second.key}` },
  })
  const { total_nodes: total, results: files } = (await results.json()).results
  expect(new Set(nodes.map(one => one.body.message.node_index)).size).toBe(total)
  expect(nodes.at(-1)?.body).toMatchObject({
    task_id: 'task-9',
    message: { node: { metadata: { source: 'unit' } } },
  })
  const texts = nodes.map(one => JSON.stringify(one.body.message.node))
  for (const node of files.flatMap((file: { nodes: unknown[] }) => file.nodes))
    expect(texts).toContain(JSON.stringify(node))
  expect(listener.heard.at(-1)?.body).toMatchObject({
    task_id: 'task-9',
    message: { type: 'completion', total_nodes: total, total_files: 2, successful_files: 2, failed_files: 0 },
  })
  await eventually(async () =>
    expect(await second.client.getCallbacks(jobId)).toMatchObject({ waiting: 0, givenUp: 0 }),
  )
})

test('without a rule a callback into the own machine is refused, and the key alone can make none', async () => {
  const listener = await listen()
  const server = await serve(newFolder())
  const refused = await submit(server, { callback_url: listener.url })
  expect(refused.status).toBe(422)
  expect(JSON.stringify(await refused.json())).toContain('--allow-callback')
  const client = apiClient({ baseUrl: server.url, key: server.key })
  await expect(client.changeSettings({ allowedCallbacks: ['127.0.0.1'] })).rejects.toMatchObject({
    problem: { code: 'owner-only' },
  })
  expect((await client.listJobs()).total).toBe(0)
  expect(listener.heard).toEqual([])
})

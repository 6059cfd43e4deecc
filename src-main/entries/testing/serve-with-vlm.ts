import { readFileSync } from 'node:fs'
import path from 'node:path'
import { vi } from 'vitest'
import { type ApiClient, apiClient } from '../../../src-shared/client/api-client.ts'
import type { JobId } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import type { Page } from '../../../src-shared/contract/page.ts'
import type { RunningServer } from '../running-server.ts'
import { type StartServerOptions, startServer } from '../start-server.ts'
import { drawnPng } from './drawn-png.ts'
import { type FakeVlm, openFakeVlm } from './fake-vlm.ts'
import { spawnTestWorker, temporaryFolder } from './test-engine.ts'

/** What the scanned page says. */
export const SCAN = ['Annual report of the harbour', 'All ships came home in time']

export interface Sending {
  readonly fields?: Readonly<Record<string, string>>
  readonly file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
}

/** A real server whose pages served engines may read. */
export interface VlmServer {
  readonly server: RunningServer
  readonly client: ApiClient
  readonly dataDir: string
  /** A call with the key. */
  call(route: string, init?: RequestInit): Promise<Response>
  /** Sends a form; without a file, a scan of `SCAN`. */
  send(route: string, sending?: Sending): Promise<Response>
  /** The first page of a job sent by the native API, once it is at rest. */
  readPage(sending?: Sending): Promise<Page>
  atRest(jobId: JobId): Promise<void>
  logText(): string
}

/** Opens servers for a test and closes them after it. */
export function vlmWorld() {
  const closing: (() => unknown)[] = []
  return {
    async close(): Promise<void> {
      for (const close of closing.splice(0).reverse()) await close()
    },
    async vlm(model: string, options: Parameters<typeof openFakeVlm>[1] = {}): Promise<FakeVlm> {
      const fake = await openFakeVlm(model, options)
      closing.push(() => fake.close())
      return fake
    },
    async serve(options: Partial<StartServerOptions> = {}): Promise<VlmServer> {
      const folder = temporaryFolder()
      closing.push(() => folder.remove())
      const server = await startServer({
        dataDir: folder.path,
        modelsDir: path.join(import.meta.dirname, '..', '..', '..', 'resources', 'models'),
        spawnWorker: spawnTestWorker,
        version: '0.0.0-test',
        pageDir: null,
        ...options,
        flags: { port: '0', workers: '1', ...options.flags },
        limits: { servedPatienceMs: 300, ...options.limits },
      })
      closing.push(() => server.close())
      return vlmServer(server, folder.path)
    },
  }
}

function vlmServer(server: RunningServer, dataDir: string): VlmServer {
  const client = apiClient({ baseUrl: server.url, key: server.key ?? '' })
  const call: VlmServer['call'] = (route, init = {}) =>
    fetch(`${server.url}${route}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${server.key}` },
    })
  const send: VlmServer['send'] = async (route, { fields = {}, file } = {}) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    const { name, bytes } = file ?? { name: 'scan.png', bytes: await drawnPng(SCAN) }
    form.append('file', new Blob([bytes]), name)
    return call(route, { method: 'POST', body: form })
  }
  const atRest: VlmServer['atRest'] = async jobId => {
    const isDone = async () => isAtRest((await client.getJob(jobId)).state)
    await vi.waitUntil(isDone, { timeout: 90_000, interval: 100 })
  }
  return {
    server,
    client,
    dataDir,
    call,
    send,
    atRest,
    async readPage(sending) {
      const { id } = await (await send('/api/v1/jobs', sending)).json()
      await atRest(id)
      return client.getPage(id, 1)
    },
    logText: () => readFileSync(path.join(server.logDir, 'pageloom.log'), 'utf8'),
  }
}

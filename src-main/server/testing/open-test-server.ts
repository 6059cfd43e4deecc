import { type BuiltServer, buildServer } from '../build-server.ts'
import { type Listeners, listen } from '../listen.ts'
import type { ServerParts } from '../server-parts.ts'
import { type FakeUseCases, fakeUseCases } from './fake-use-cases.ts'

export const TEST_KEY = 'test-key-0123456789abcdef'
export const TEST_OWNER_KEY = 'test-owner-0123456789abcdef'

/** A server over fakes that listens on a free port; close it. */
export interface TestServer {
  readonly url: string
  readonly port: number
  readonly useCases: FakeUseCases
  readonly built: BuiltServer
  readonly logged: string[]
  readonly listeners: Listeners
  /** A request with the key. */
  call(path: string, init?: RequestInit): Promise<Response>
  /** A form POST with the key. */
  send(path: string, form: FormData, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

/** Opens one; parts that a test cares about are given. */
export async function openTestServer(parts: Partial<ServerParts> = {}): Promise<TestServer> {
  const useCases = fakeUseCases()
  const logged: string[] = []
  const stopping = new AbortController()
  let hosts: ReadonlySet<string> = new Set()
  const note = (event: string, facts?: unknown) => void logged.push(`${event} ${JSON.stringify(facts)}`)
  const built = await buildServer({
    useCases,
    version: '1.2.3',
    key: TEST_KEY,
    ownerKey: TEST_OWNER_KEY,
    hosts: () => hosts,
    allowedOrigins: ['https://scans.example'],
    pageDir: null,
    log: { info: note, warn: note, error: note },
    now: Date.now,
    stopping: stopping.signal,
    ...parts,
  })
  const listeners = await listen(built.app, { host: '127.0.0.1', port: 0, isPortFixed: true, alsoListen: [] })
  hosts = listeners.hosts()
  const url = `http://127.0.0.1:${listeners.port}`
  const call = (path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      ...init,
      headers: { authorization: `Bearer ${TEST_KEY}`, ...Object.fromEntries(new Headers(init.headers)) },
    })
  return {
    url,
    port: listeners.port,
    useCases,
    built,
    logged,
    listeners,
    call,
    send: (path, form, headers = {}) => call(path, { method: 'POST', body: form, headers }),
    async close() {
      stopping.abort()
      await listeners.close(500)
      await built.app.close()
    },
  }
}

/** A form with one file, and fields. */
export function formOf(fields: Readonly<Record<string, string>> = {}, name = 'letter.pdf'): FormData {
  const form = new FormData()
  form.append('file', new Blob(['%PDF-1.7 test'], { type: 'application/pdf' }), name)
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  return form
}

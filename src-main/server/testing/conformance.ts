import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../../src-shared/contract/job.ts'
import { formOf, openTestServer, type TestServer } from './open-test-server.ts'

/** A request and its reply as a dialect's document shows them. */
export interface Exchange {
  /** The document's heading, and which case of it. */
  readonly title: string
  /** Where the job stands before the request; left out where the request itself makes one. */
  readonly job?: Partial<Job>
  /** `{id}` stands for the job. */
  readonly request: string
  /** The fields of the form that goes with a file. */
  readonly form?: Readonly<Record<string, string>>
  readonly status: number
  /** The reply's body word for word as the document has it, comments left out. */
  readonly example: string
  /** Fields that have another value here than in the document; `{id}` stands for the job. */
  readonly instead?: Readonly<Record<string, unknown>>
  /** Fields that the document does not know. */
  readonly also?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

interface Door {
  /** The address that takes a file. */
  readonly submit: string
  readonly fileName: string
  readonly exchanges: readonly Exchange[]
  readonly setUp?: (server: TestServer) => void
  /** Makes a form, where it is not one `file`. */
  readonly makeForm?: typeof formOf
}

/** Declares a test for each exchange: every documented field is there with its type and value, and no other field but those named. */
export function conformance(
  dialect: string,
  { submit, fileName, exchanges, setUp, makeForm = formOf }: Door,
): void {
  describe(`dialect ${dialect} answers as its document says`, () => {
    let server: TestServer
    beforeEach(async () => {
      server = await openTestServer({ now: () => Date.parse('2026-01-08T00:00:00Z') })
      setUp?.(server)
    })
    afterEach(() => server.close())

    const send = async (where: string, form: Exchange['form']): Promise<Response> =>
      server.send(where, makeForm(form, fileName))

    test.each(exchanges)('$title', async row => {
      if (row.job !== undefined) {
        await send(submit, row.form)
        const { jobs } = await server.useCases.listJobs({})
        server.useCases.change(jobs[0]?.id ?? '', row.job)
      }
      const idBefore = await newestId(server)
      const [method = '', where = ''] = row.request.replaceAll('{id}', idBefore).split(' ')
      const reply =
        method === 'POST' ? await send(where, row.form) : await server.call(where, { method: method })
      const id = idBefore === '' ? await newestId(server) : idBefore
      const text = await reply.text()

      expect(reply.status).toBe(row.status)
      for (const [name, value] of Object.entries(row.headers ?? {}))
        expect([name, reply.headers.get(name)]).toEqual([name, value])
      if (!row.example.trimStart().startsWith('{')) {
        expect(text).toBe(row.example)
        return
      }
      const example: object = JSON.parse(row.example)
      const body: unknown = JSON.parse(text)
      expect(body).toEqual({ ...example, ...withId(row.instead, id), ...withId(row.also, id) })
      expect(kindsOf(body)).toMatchObject(
        kindsOf(example, Object.keys(row.instead ?? {}), withId(row.instead, id)),
      )
    })
  })
}

const newestId = async ({ useCases }: TestServer): Promise<string> =>
  (await useCases.listJobs({})).jobs[0]?.id ?? ''

/** The facts with the job's id where `{id}` stands. A matcher of the test's is left as it is. */
const withId = (facts: Readonly<Record<string, unknown>> = {}, id: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, valueWithId(fact, id)]))

function valueWithId(value: unknown, id: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{id}', id)
  if (Array.isArray(value)) return value.map(each => valueWithId(each, id))
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return isPlain ? withId(Object.fromEntries(Object.entries(value)), id) : value
}

/** The JSON type of each field; those that are null here by their nature are left out. */
function kindsOf(value: unknown, changed: readonly string[] = [], to: object = {}): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  const nulls = new Set(Object.entries(to).flatMap(([name, one]) => (one === null ? [name] : [])))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(changed.includes(name) && nulls.has(name)))
      .map(([name, one]) => [name, Array.isArray(one) ? 'array' : one === null ? 'null' : typeof one]),
  )
}

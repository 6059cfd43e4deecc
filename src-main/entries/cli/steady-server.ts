import type { ApiClient } from '../../../src-shared/client/api-client.ts'
import { ApiProblem, ServerUnreachable } from '../../../src-shared/client/api-problem.ts'
import { type OpenServer, type OpenServerOptions, openServer } from './open-server.ts'

/** A server that is there for as long as it is needed. */
export interface SteadyServer {
  readonly notices: readonly string[]
  /** Does something with the server; when it goes away meanwhile, again with the one that comes after it. */
  call<Answer>(work: (client: ApiClient) => Promise<Answer>): Promise<Answer>
  close(): Promise<void>
}

const RENEWALS = 3

/** When the owner of the data folder ends before our jobs do, the next owner goes on with them: we, if nobody else. */
export async function steadyServer(options: OpenServerOptions): Promise<SteadyServer> {
  let opened: Promise<OpenServer> = openServer(options)
  const { own } = await opened

  /** Many calls may fail at once; one of them opens anew. */
  const renew = async (failed: OpenServer): Promise<void> => {
    if ((await opened) !== failed) return
    opened = failed.close().then(() => openServer(options))
    await opened
  }
  return {
    notices: own?.notices ?? [],
    async call(work) {
      for (let renewals = 0; ; renewals += 1) {
        const server = await opened
        try {
          return await work(server.client)
        } catch (error) {
          if (!isGone(error) || renewals >= RENEWALS) throw error
          await renew(server)
        }
      }
    },
    close: async () => (await opened).close(),
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof ServerUnreachable ||
  (error instanceof ApiProblem && error.problem.code === 'server-stopping')

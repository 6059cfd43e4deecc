import { readFileSync } from 'node:fs'
import path from 'node:path'
import { vi } from 'vitest'
import { type ApiClient, apiClient } from '../../../src-shared/client/api-client.ts'
import type { Job } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import { type Ended, newFolder, type Program, startProgram } from './run-program.ts'

/** A real server in its own process. */
export interface Served {
  readonly program: Program
  readonly dataDir: string
  readonly url: string
  readonly key: string
  readonly port: number
  readonly client: ApiClient
  /** The job, once it is at rest; a minute is waited for it where nothing is said. */
  atRest(jobId: string, timeoutMs?: number): Promise<Job>
  /** Ends it as a service manager would. */
  stop(): Promise<Ended>
}

/** `pageloom serve` on a free port, ready to answer. */
export async function startServe(
  words: readonly string[] = [],
  { dataDir = newFolder(), env = {} }: { dataDir?: string; env?: Record<string, string> } = {},
): Promise<Served> {
  const program = startProgram(['serve', '--port', '0', '--data-dir', dataDir, ...words], env)
  const { url, port } = await addressOf(program).catch(error => {
    program.child.kill('SIGKILL')
    throw error
  })
  const key = words.includes('--no-auth') ? '' : readFileSync(path.join(dataDir, 'key'), 'utf8').trim()
  const client = apiClient({ baseUrl: url, key })
  return {
    program,
    dataDir,
    url,
    key,
    port,
    client,
    async atRest(jobId, timeoutMs = 60_000) {
      const isDone = async () => isAtRest((await client.getJob(jobId)).state)
      await vi.waitUntil(isDone, { timeout: timeoutMs, interval: 100 })
      return client.getJob(jobId)
    },
    stop() {
      program.child.kill('SIGTERM')
      return program.ended
    },
  }
}

async function addressOf(program: Program): Promise<{ url: string; port: number }> {
  const line = /listens on (http:\/\/\S+?:(\d+))/
  const hasSpoken = () => line.test(program.stdout()) || program.child.exitCode !== null
  await vi.waitUntil(hasSpoken, { timeout: 60_000 })
  const [, url = '', port = ''] = line.exec(program.stdout()) ?? []
  if (url === '') throw new Error(`serve did not start: ${program.stderr()}`)
  return { url, port: Number(port) }
}

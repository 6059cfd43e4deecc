import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type ApiClient, apiClient } from '../src-shared/client/api-client.ts'

/** The built product, serving on this machine as a person would start it. */
export interface Product {
  readonly pid: number
  readonly url: string
  readonly key: string
  readonly client: ApiClient
  /** What it wrote on stderr so far. */
  stderr(): string
  /** The exit code, or null while it runs or where a signal ended it. */
  exitCode(): number | null
  /** Ends it and waits for its end. */
  stop(): Promise<void>
}

const START_TIMEOUT_MS = 60_000
const ROOT = path.dirname(import.meta.dirname)

/** Starts `pageloom serve` from `dist/` on a free port and a data folder. */
export async function startProduct(dataDir: string, words: readonly string[] = []): Promise<Product> {
  const cli = path.join(ROOT, 'dist/main/cli.js')
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--data-dir', dataDir, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  const url = await addressOf(child).catch(error => {
    throw new Error(`pageloom serve did not start. ${stderr}`, { cause: error })
  })
  const key = words.includes('--no-auth') ? '' : readFileSync(path.join(dataDir, 'key'), 'utf8').trim()
  return {
    pid: child.pid ?? 0,
    url,
    key,
    client: apiClient({ baseUrl: url, key }),
    stderr: () => stderr,
    exitCode: () => child.exitCode,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const end = once(child, 'exit')
      child.kill('SIGTERM')
      await end
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output')
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS)
  const lines = createInterface(child.stdout)
  try {
    for await (const line of lines) {
      const url = /listens on (http:\/\/[^\s,]+)/.exec(line)?.[1]
      if (url) return url
    }
  } finally {
    clearTimeout(timer)
    child.stdout.resume()
  }
  throw new Error('it ended before it listened')
}

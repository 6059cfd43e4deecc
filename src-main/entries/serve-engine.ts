import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Check } from 'typebox/value'
import { SERVER_FILE, ServerFile } from '../../src-shared/contract/settings.ts'
import { ProblemError } from '../core/problem-error.ts'
import { buildServer } from '../server/build-server.ts'
import { isLoopbackHost } from '../server/host-names.ts'
import { type Listeners, listen } from '../server/listen.ts'
import type { JobEngine } from './job-engine.ts'
import { keyOf, writeSecret } from './key-file.ts'
import type { RunningServer } from './running-server.ts'

/** For replies under way when the server stops. */
const GRACE_MS = 1500

interface ServeOptions {
  readonly dataDir: string
  readonly version: string
  readonly pageDir: string | null
  readonly noAuth?: boolean
}

/** Serves an open engine; closing the server closes it too. */
export async function serveEngine(engine: JobEngine, options: ServeOptions): Promise<RunningServer> {
  const { settings, useCases, log } = engine
  if (options.noAuth && !isLoopbackHost(settings.host))
    throw new ProblemError(
      'option-invalid',
      `--no-auth is for this machine alone; ${settings.host} can be reached from others.`,
    )
  const key = options.noAuth ? null : keyOf(options.dataDir)
  const ownerKey = randomBytes(32).toString('base64url')
  const stopping = new AbortController()
  let listeners: Listeners | undefined
  const { app, gate } = await buildServer({
    useCases,
    version: options.version,
    key,
    ownerKey,
    hosts: () => listeners?.hosts() ?? new Set(),
    allowedOrigins: settings.allowedOrigins,
    pageDir: options.pageDir,
    log,
    now: Date.now,
    stopping: stopping.signal,
  })
  const opened = await listen(app, {
    host: settings.host,
    port: settings.port,
    alsoListen: settings.alsoListen,
    isPortFixed: (await useCases.readSettings()).fixedBy.port !== undefined,
  })
  listeners = opened
  const [url = ''] = opened.urls()
  const file = path.join(options.dataDir, SERVER_FILE)
  writeServerFile(file, {
    pid: process.pid,
    url,
    key: key ?? '',
    ownerKey,
    version: options.version,
    startedAt: Date.now(),
  })
  log.info('server-listens', { port: opened.port })

  const stop = async () => {
    stopping.abort()
    removeServerFile(file)
    await opened.close(GRACE_MS)
    await app.close()
    await engine.close()
  }
  let stopped: Promise<void> | undefined
  return {
    url,
    urls: opened.urls(),
    key,
    ownerKey,
    useCases,
    settings,
    notices: [...engine.notices, ...opened.takenPorts.map(portNotice)],
    log,
    logDir: engine.logDir,
    browserUrl: () => `${url}/${gate.sessions ? `#code=${gate.sessions.newCode()}` : ''}`,
    close() {
      stopped ??= stop()
      return stopped
    },
  }
}

const portNotice = (port: number): string =>
  `Port ${port} is used by another program; clients that look there will not find Pageloom.`

function writeServerFile(file: string, content: ServerFile): void {
  writeSecret(file, `${JSON.stringify(content, null, 2)}\n`)
}

/** Only our own: a server that was started meanwhile has written another. */
function removeServerFile(file: string): void {
  if (readServerFile(file)?.pid === process.pid) rmSync(file, { force: true })
}

/** What a server has written about itself, or undefined where there is nothing of the kind. */
export function readServerFile(file: string): ServerFile | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Check(ServerFile, content) ? content : undefined
  } catch {
    return undefined
  }
}

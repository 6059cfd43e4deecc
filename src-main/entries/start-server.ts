import { boundYoungHeap } from '../adapters/system/bound-young-heap.ts'
import { type JobEngineOptions, openJobEngine } from './job-engine.ts'
import type { RunningServer } from './running-server.ts'
import { serveEngine } from './serve-engine.ts'

export interface StartServerOptions extends JobEngineOptions {
  /** The built page for browsers (dist/renderer), or null to serve none. */
  readonly pageDir: string | null
  /** Callers need no key; refused when listening beyond this machine. */
  readonly noAuth?: boolean
}

/**
 * Opens the job engine on a data folder and serves it. Throws what opening the engine throws, and `port-in-use`,
 * `option-invalid` (`noAuth` beyond loopback).
 */
export async function startServer(options: StartServerOptions): Promise<RunningServer> {
  boundYoungHeap()
  const engine = await openJobEngine(options)
  try {
    return await serveEngine(engine, options)
  } catch (error) {
    await engine.close()
    throw error
  }
}

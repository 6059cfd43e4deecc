import { afterEach, beforeEach } from 'vitest'
import type { JobEngine, JobEngineOptions } from '../job-engine.ts'
import { type PageScript, scriptedWorkers } from './scripted-workers.ts'
import { openTestEngine, temporaryFolder } from './test-engine.ts'

export interface TestEngines {
  /** This test's data folder. */
  folder(): string
  /** An engine with real workers. */
  open(options?: Partial<JobEngineOptions>): Promise<JobEngine>
  openScripted(script: PageScript, options?: Partial<JobEngineOptions>): Promise<JobEngine>
}

/** A folder for each test, and engines on it that are closed at its end. */
export function testEngines(): TestEngines {
  let folder: ReturnType<typeof temporaryFolder>
  const engines: JobEngine[] = []
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.close()
    folder.remove()
  })
  const open = async (options: Partial<JobEngineOptions> = {}): Promise<JobEngine> => {
    const engine = await openTestEngine(folder.path, options)
    engines.push(engine)
    return engine
  }
  return {
    folder: () => folder.path,
    open,
    openScripted: (script, options = {}) => open({ spawnWorker: scriptedWorkers(script), ...options }),
  }
}

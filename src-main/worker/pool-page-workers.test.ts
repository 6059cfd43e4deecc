import { tmpdir } from 'node:os'
import { pageWorkersContract } from '../core/ports/page-workers.contract.ts'
import type { SpawnWorker, WorkerExit } from '../core/ports/spawn-worker.ts'
import { blankPage, type PageAct } from '../core/ports/testing/page-acts.ts'
import { poolPageWorkers } from './pool-page-workers.ts'
import { workerPool } from './worker-pool.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const ENDS: Readonly<Record<'strike' | 'killed', string>> = { strike: 'SIGSEGV', killed: 'SIGKILL' }

/** Processes that do with a page what the test says. */
function spawnScripted(actOf: (number: number) => PageAct, begun: number[]): SpawnWorker {
  let lastPid = 0
  return () => {
    const messages = new Set<(message: unknown) => void>()
    const exits = new Set<(exit: WorkerExit) => void>()
    const say = (message: unknown): void => {
      for (const listener of messages) listener(message)
    }
    const exit = (signal: string): void => {
      for (const listener of [...exits]) listener({ code: null, signal })
      exits.clear()
    }
    queueMicrotask(() => say({ kind: 'ready' }))
    lastPid += 1
    return {
      pid: lastPid,
      send(call) {
        if (call.kind !== 'recognise') return
        begun.push(call.source.number)
        const act = actOf(call.source.number)
        const outcome = { kind: 'blank', page: blankPage(call.source) }
        if (act === 'read') setImmediate(() => say({ kind: 'recognised', callId: call.callId, outcome }))
        else if (act !== 'hang') setImmediate(() => exit(ENDS[act]))
      },
      onMessage: listener => messages.add(listener),
      onExit: listener => exits.add(listener),
      kill: () => queueMicrotask(() => exit('SIGKILL')),
    }
  }
}

pageWorkersContract('a pool of processes', async actOf => {
  const begun: number[] = []
  const pool = workerPool({
    size: 2,
    start: { role: 'page', modelsDir: '/nowhere', warm: false },
    spawn: spawnScripted(actOf, begun),
    readMemory: async () => new Map(),
    log,
    memoryBytes: 1000,
    recycleBytes: 500,
    recycleCalls: 100,
  })
  return { workers: poolPageWorkers(pool, 2, 60_000), begun, dataDir: tmpdir() }
})

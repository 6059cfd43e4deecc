import { fork } from 'node:child_process'
import { withoutSecrets } from '../../src-shared/contract/secret-variables.ts'
import { WORKER_FLAGS } from '../../src-shared/contract/worker-flags.ts'
import type { SpawnWorker, WorkerExit } from '../core/ports/spawn-worker.ts'

export interface ForkOptions {
  /** The worker's built entry, `dist/main/worker.js`. */
  readonly entryPath: string
  readonly execArgv?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** Lets the worker's own messages through to stderr: for developers. */
  readonly showsErrors?: boolean
}

/**
 * glibc's allocator: what is larger than 8 MB comes from the system and goes back at once, so that the heap of what is smaller
 * stays dense; that heap is kept between pages, or it would be given back and asked for anew all the time. Threads have no heaps
 * of their own (`arena_max`): a model is loaded on another thread than it runs on, which would hold 20 MB twice.
 *
 * Nothing small is set aside for threads (`tcache`) or quick reuse (`mxfast`) when it is freed: glibc before 2.38 cuts a sliver off both
 * ends of each aligned block, and a sliver set aside makes the hole between too small for the next block of that size. ONNX Runtime
 * asks for some 2,000 a page, all aligned: with slivers half of the heap was holes, 60 to 100 MB, at the same CPU time.
 */
const ALLOCATOR_VARIABLES = {
  MALLOC_MMAP_THRESHOLD_: String(8 * 1024 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(256 * 1024 * 1024),
  GLIBC_TUNABLES: 'glibc.malloc.arena_max=1:glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0',
}

/** Starts workers as child processes of plain Node. */
export function forkWorker({ entryPath, execArgv = [], env, showsErrors = false }: ForkOptions): SpawnWorker {
  return start => {
    const child = fork(entryPath, [JSON.stringify(start)], {
      execArgv: [...WORKER_FLAGS, ...execArgv],
      env: { ...ALLOCATOR_VARIABLES, ...withoutSecrets(env ?? process.env) },
      serialization: 'json',
      stdio: ['ignore', 'ignore', showsErrors ? 'inherit' : 'ignore', 'ipc'],
    })
    const tellExit = new Set<(exit: WorkerExit) => void>()
    let ended: WorkerExit | undefined
    const end = (exit: WorkerExit): void => {
      if (ended) return
      ended = exit
      for (const tell of tellExit) tell(exit)
    }
    child.on('exit', (code, signal) => end({ code, signal }))
    child.on('error', () => {
      if (child.pid === undefined) end({ code: null, signal: null })
    })
    return {
      get pid() {
        return child.pid
      },
      send(call) {
        if (child.connected) child.send(call, () => undefined)
      },
      onMessage(listener) {
        child.on('message', listener)
      },
      onExit(listener) {
        if (ended) listener(ended)
        else tellExit.add(listener)
      },
      kill() {
        child.kill('SIGKILL')
      },
    }
  }
}

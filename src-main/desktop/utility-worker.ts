import { utilityProcess } from 'electron'
import { withoutSecrets } from '../../src-shared/contract/secret-variables.ts'
import { WORKER_FLAGS } from '../../src-shared/contract/worker-flags.ts'
import type { WorkerCall, WorkerStart } from '../../src-shared/contract/worker-wire.ts'

interface Exit {
  readonly code: number | null
  readonly signal: string | null
}

/** What the server asks of a worker; the server's port has the same shape. */
interface UtilityWorker {
  readonly pid: number | undefined
  send(call: WorkerCall): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (exit: Exit) => void): void
  kill(): void
}

/** Utility processes tell only a number; on Windows a fault has one of its own. */
const SIGNALS: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
  3221225477: 'SIGSEGV',
  3221225501: 'SIGILL',
  3221226505: 'SIGABRT',
}

/** By this switch alone V8 gets its flags before it makes the worker's heap; as arguments of their own they change nothing. */
const V8_ARGUMENTS = [`--js-flags=${WORKER_FLAGS.join(' ')}`]

/**
 * Starts workers as Electron's utility processes, which end with the program. Only once the program is ready. Electron has an
 * allocator of its own in place of glibc's, so nothing is said of that one.
 */
export function utilityWorker(entryPath: string): (start: WorkerStart) => UtilityWorker {
  return start => {
    const child = utilityProcess.fork(entryPath, [JSON.stringify(start)], {
      serviceName: `Pageloom ${start.role} worker`,
      stdio: 'ignore',
      execArgv: V8_ARGUMENTS,
      env: withoutSecrets(process.env),
    })
    const tellExit = new Set<(exit: Exit) => void>()
    let ended: Exit | undefined
    let wasKilled = false
    child.once('exit', code => {
      ended = wasKilled ? { code: null, signal: 'SIGKILL' } : exitOf(code)
      for (const tell of tellExit) tell(ended)
    })
    return {
      get pid() {
        return child.pid
      },
      send(call) {
        if (!ended) child.postMessage(call)
      },
      onMessage(listener) {
        child.on('message', listener)
      },
      onExit(listener) {
        if (ended) listener(ended)
        else tellExit.add(listener)
      },
      kill() {
        wasKilled = true
        if (!ended) killAtOnce(child)
      },
    }
  }
}

function exitOf(code: number): Exit {
  const signal = SIGNALS[code >>> 0]
  return signal === undefined ? { code, signal: null } : { code: null, signal }
}

/** `child.kill()` asks politely; a worker that is deep in a page would not hear it. */
function killAtOnce(child: Electron.UtilityProcess): void {
  if (child.pid === undefined) {
    child.once('spawn', () => killAtOnce(child))
    child.kill()
    return
  }
  try {
    process.kill(child.pid, 'SIGKILL')
  } catch {
    // It ended by itself a moment ago.
  }
}

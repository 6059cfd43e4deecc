import type { WorkerExit } from '../ports/spawn-worker.ts'

/** Deaths that the page's bytes can bring about. */
const CRASH_SIGNALS = new Set(['SIGSEGV', 'SIGABRT', 'SIGILL', 'SIGBUS', 'SIGFPE', 'SIGTRAP'])
/** Ended by somebody: a person, the system's memory killer, a shutdown. */
const FOREIGN_SIGNALS = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'])
/** Windows' status for a process that Task Manager or TerminateProcess ended. */
const WINDOWS_TERMINATED = 1

/** Whether a worker that ended in the middle of a page crashed, or was ended from outside. */
export function deathOfExit(exit: WorkerExit, platform: string): 'crashed' | 'killed' {
  if (exit.signal !== null && CRASH_SIGNALS.has(exit.signal)) return 'crashed'
  if (exit.signal !== null && FOREIGN_SIGNALS.has(exit.signal)) return 'killed'
  if (exit.code === 0) return 'killed'
  if (platform === 'win32' && exit.code === WINDOWS_TERMINATED) return 'killed'
  return exit.code === null ? 'killed' : 'crashed'
}

import type { WorkerCall, WorkerStart } from '../../../src-shared/contract/worker-wire.ts'

/**
 * How a worker ended. Where the platform tells only a code (Electron's utility processes: 6, 9, 11 …),
 * the spawner translates it to the signal's name.
 */
export interface WorkerExit {
  readonly code: number | null
  readonly signal: string | null
}

/** The server's hold on one worker process. */
export interface WorkerHandle {
  /** Undefined until the process exists. */
  readonly pid: number | undefined
  /** A message to a worker that is gone is dropped silently. */
  send(call: WorkerCall): void
  /** Messages are unknown until the contract's schema has accepted them. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once, also when the process could not be started at all. */
  onExit(listener: (exit: WorkerExit) => void): void
  /** Ends the process at once (SIGKILL); the exit is told by `onExit`. */
  kill(): void
}

/** Starts a worker: a utility process in Electron, a forked child in Node. */
export type SpawnWorker = (start: WorkerStart) => WorkerHandle

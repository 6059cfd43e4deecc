import type { ProbeReply, WorkerReply } from '../../src-shared/contract/worker-wire.ts'

/** The worker's end of the line to the server's process. */
export interface ParentWire {
  readonly kind: 'utility-process' | 'forked-child'
  post(reply: WorkerReply | ProbeReply): void
  onMessage(listener: (message: unknown) => void): void
}

/** Electron's utility process or a forked child of Node; a forked child ends when the line is cut. */
export function parentWire(): ParentWire {
  const port = process.parentPort
  if (port) {
    return {
      kind: 'utility-process',
      post: reply => port.postMessage(reply),
      onMessage: listener => port.on('message', event => listener(event.data)),
    }
  }
  if (!process.send) throw new Error('a worker is started by the server, not by hand')
  process.on('disconnect', () => process.exit(0))
  return {
    kind: 'forked-child',
    post: reply => process.send?.(reply),
    onMessage: listener => process.on('message', listener),
  }
}

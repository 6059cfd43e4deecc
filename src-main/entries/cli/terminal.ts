import { EXIT } from './exit-codes.ts'

/** Aborted at the first Ctrl+C, so that what runs can be cancelled; the second ends the program at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted)
    controller.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  return controller.signal
}

/** Writes to standard output and waits until it is taken. A reader that has left, as `head` does, is no error. */
export function printResult(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', error =>
      'code' in error && error.code === 'EPIPE' ? resolve() : reject(error),
    )
    process.stdout.write(text, () => resolve())
  })
}

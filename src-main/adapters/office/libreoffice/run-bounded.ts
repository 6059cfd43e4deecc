import { type ChildProcess, spawn } from 'node:child_process'

interface BoundedRun {
  readonly program: string
  readonly parameters: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

/** How a program ended: by itself or by us. */
export type RunEnd = 'ended' | 'too-slow'

/**
 * Runs its arguments, and kills all that came of them once its input ends: that is when whoever started it is gone. Six
 * gigabytes of addresses are enough for any document.
 */
const KEEPER = `
ulimit -v 6291456 2>/dev/null
exec 3<&0
"$@" </dev/null >/dev/null 2>&1 3<&- &
work=$!
( cat <&3 >/dev/null; kill -KILL 0 ) &
keeper=$!
wait $work
code=$?
kill $keeper 2>/dev/null
exit $code
`

/** Runs a program and everything that it starts, no longer than it may, and no longer than this process lives. */
export function runBounded(run: BoundedRun): Promise<RunEnd> {
  return new Promise((resolve, reject) => {
    const child = start(run)
    let end: RunEnd = 'ended'
    const timer = setTimeout(() => {
      end = 'too-slow'
      killAll(child)
    }, run.timeoutMs)
    // A program that is gone before its input is closed is no error.
    child.stdin?.on('error', () => {})
    child.once('error', error => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('exit', () => {
      clearTimeout(timer)
      child.stdin?.destroy()
      resolve(end)
    })
  })
}

function start({ program, parameters, folder, environment }: BoundedRun): ChildProcess {
  const options = { cwd: folder, env: environment, windowsHide: true }
  if (process.platform === 'win32')
    return spawn(program, parameters, { ...options, stdio: ['pipe', 'ignore', 'ignore'] })
  return spawn('/bin/sh', ['-c', KEEPER, 'keeper', program, ...parameters], {
    ...options,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
}

function killAll({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', `${pid}`, '/t', '/f'], { stdio: 'ignore' })
    else process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Log, LogFacts } from '../../core/ports/log.ts'

const MAX_BYTES = 5 * 1024 * 1024
const KEPT_FILES = 3

export interface LogFile extends Log {
  close(): void
}

/** JSON lines in `pageloom.log`; a full file becomes `pageloom.1.log`, and the oldest goes. A log that can't be written never stops the work. */
export function logFile(logDir: string, now: () => number): LogFile {
  const current = path.join(logDir, 'pageloom.log')
  let file: number | undefined
  let sizeBytes = 0

  const reopen = (): void => {
    mkdirSync(logDir, { recursive: true, mode: 0o700 })
    sizeBytes = existsSync(current) ? statSync(current).size : 0
    file = openSync(current, 'a', 0o600)
  }
  const close = (): void => {
    if (file !== undefined) closeSync(file)
    file = undefined
  }
  const write = (level: string, event: string, facts: LogFacts = {}): void => {
    try {
      if (file === undefined) reopen()
      const line = `${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...facts })}\n`
      if (sizeBytes + line.length > MAX_BYTES) {
        close()
        rotate(logDir)
        reopen()
      }
      if (file !== undefined) sizeBytes += writeSync(file, line)
    } catch {
      // A full disk must not stop the work for the sake of its log.
    }
  }
  return {
    info: (event, facts) => write('info', event, facts),
    warn: (event, facts) => write('warn', event, facts),
    error: (event, facts) => write('error', event, facts),
    close,
  }
}

function rotate(logDir: string): void {
  const nameOf = (number: number): string =>
    path.join(logDir, number === 0 ? 'pageloom.log' : `pageloom.${number}.log`)
  for (let number = KEPT_FILES - 1; number >= 0; number -= 1) {
    if (existsSync(nameOf(number))) renameSync(nameOf(number), nameOf(number + 1))
  }
}

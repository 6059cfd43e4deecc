import type { WriteStream } from 'node:tty'

export interface ProgressPrinter {
  /** Shows where the work stands now; the line is replaced by the next. */
  show(line: string): void
  /** A line that stays. */
  say(line: string): void
  /** Takes the live line away. */
  clear(): void
}

/** Between two plain lines where there is no terminal. */
const PLAIN_EVERY_MS = 5000
/** Of terminals that don't say. */
const COLUMNS = 80
const CLEAR = '\r\x1b[2K'

/** On a terminal one live line, elsewhere a plain line now and then. All on standard error. */
export function progressPrinter(stream: WriteStream, quiet: boolean): ProgressPrinter {
  let shown = ''
  let shownAt = 0
  const clear = () => {
    if (shown !== '' && stream.isTTY) stream.write(CLEAR)
    shown = ''
  }
  return {
    clear,
    say(line) {
      clear()
      stream.write(`${line}\n`)
    },
    show(line) {
      if (quiet || line === shown) return
      if (stream.isTTY) stream.write(CLEAR + line.slice(0, (stream.columns || COLUMNS) - 1))
      else if (Date.now() - shownAt < PLAIN_EVERY_MS) return
      else stream.write(`${line}\n`)
      shown = line
      shownAt = Date.now()
    },
  }
}

import { textTable } from './text-table.ts'

/** What a program took for a number of pages. */
export interface SpeedFigures {
  readonly pages: number
  readonly seconds: number
  /** User and system time of all its processes. */
  readonly cpuSeconds: number
  readonly peakTogetherBytes: number
  readonly processes: readonly { readonly name: string; readonly peakBytes: number }[]
}

const MIB = 1024 * 1024

/** The figures as a table for a terminal; each row is a program. */
export function speedTable(rows: readonly (readonly [name: string, figures: SpeedFigures])[]): string {
  const head = ['', 'pages', 'seconds', 's/page', 'pages/s', 'CPU s/page', 'peak MB']
  const cells = rows.map(([name, each]) => [
    name,
    String(each.pages),
    each.seconds.toFixed(1),
    (each.seconds / each.pages).toFixed(3),
    (each.pages / each.seconds).toFixed(2),
    (each.cpuSeconds / each.pages).toFixed(3),
    String(Math.round(each.peakTogetherBytes / MIB)),
  ])
  return textTable([head, ...cells])
}

/** The processes of a program with their own peaks, in one line. */
export const peaksOf = ({ processes }: SpeedFigures): string =>
  processes.map(({ name, peakBytes }) => `${name} ${Math.round(peakBytes / MIB)} MB`).join(', ')

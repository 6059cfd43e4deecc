import type { Region, Run, TableCell } from '../../../src-shared/contract/page.ts'
import { oneLine } from './escape-markdown.ts'

/**
 * The lines of a text with their styles, each line as `oneLine` makes it; empty lines are left out. White space stands
 * between styled runs, never at their ends, and neighbours of one style are one run. Runs that do not make up the text are
 * not believed.
 */
export function styledLines({
  text,
  runs,
}: Pick<Region | TableCell, 'text' | 'runs'>): readonly (readonly Run[])[] {
  const believed = runs && bare(runs.map(run => run.text).join('')) === bare(text) ? runs : [{ text }]
  return splitLines(believed)
    .map(tidyLine)
    .filter(line => line.length > 0)
}

/** All of a text as one line. */
export function styledLine(styled: Pick<Region | TableCell, 'text' | 'runs'>): readonly Run[] {
  return styledLines(styled).flatMap((line, at) => (at === 0 ? line : [{ text: ' ' }, ...line]))
}

/** The line without its first characters. */
export function withoutStart(line: readonly Run[], count: number): readonly Run[] {
  let left = count
  const rest: Run[] = []
  for (const run of line) {
    const text = run.text.slice(left)
    left = Math.max(0, left - run.text.length)
    if (text !== '') rest.push({ ...run, text })
  }
  return tidyLine(rest)
}

const bare = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, '')

function splitLines(runs: readonly Run[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]]
  for (const run of runs) {
    for (const [at, text] of run.text.split('\n').entries()) {
      if (at > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...run, text })
    }
  }
  return lines
}

function tidyLine(runs: readonly Run[]): readonly Run[] {
  const tidied: Run[] = []
  let endsInSpace = true
  for (const run of joined(runs)) {
    const text = spaced(run.text, endsInSpace)
    if (text === '') continue
    endsInSpace = text.endsWith(' ')
    const core = text.trim()
    if (text.startsWith(' ')) append(tidied, { text: ' ' })
    if (core !== '') append(tidied, { ...run, text: core })
    if (core !== '' && endsInSpace) append(tidied, { text: ' ' })
  }
  const last = tidied.pop()
  if (!last) return []
  const end = last.text.trimEnd()
  return end === '' ? tidied : [...tidied, { ...last, text: end }]
}

function spaced(text: string, followsSpace: boolean): string {
  const single = text.replace(/(?!\s)\p{Cc}/gu, '').replace(/\s+/g, ' ')
  return followsSpace ? single.replace(/^ /, '') : single
}

function joined(runs: readonly Run[]): readonly Run[] {
  const together: Run[] = []
  for (const run of runs) append(together, run)
  return together
}

function append(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (last && isSameStyle(last, run)) runs[runs.length - 1] = { ...last, text: last.text + run.text }
  else runs.push(run)
}

const STYLES = ['isBold', 'isItalic', 'isStruck', 'isCode', 'script', 'href', 'footnote'] as const

const isSameStyle = (one: Run, other: Run): boolean =>
  STYLES.every(style => (one[style] || undefined) === (other[style] || undefined))

/** The characters of a line without its styles. */
export const plainText = (line: readonly Run[]): string => oneLine(line.map(run => run.text).join(''))

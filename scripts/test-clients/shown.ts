/** What came of one scenario. */
export interface Shown {
  readonly file: string
  /** A true sentence, when it passed. */
  readonly name: string
  readonly outcome: 'passed' | 'failed'
  readonly seconds: number
  /** Why it failed. */
  readonly why: string
}

const MARKS = { passed: '✓', failed: '✗' } as const

/** One scenario as a line of the table; what went wrong stands under it. */
export function lineOf({ name, outcome, seconds, why }: Shown): string {
  const line = `  ${MARKS[outcome]} ${seconds.toFixed(1).padStart(5)} s  ${name}`
  return why === '' ? line : `${line}\n${why.trimEnd().replace(/^/gm, '      ')}`
}

/** The closing line. */
export function summaryOf(shown: readonly Shown[]): string {
  const passed = shown.filter(({ outcome }) => outcome === 'passed').length
  return `${passed} passed, ${shown.length - passed} failed`
}

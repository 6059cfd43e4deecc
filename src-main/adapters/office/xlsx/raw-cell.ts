/** A cell as the file has it. */
export interface RawCell {
  readonly row: number
  readonly column: number
  /** `n` number, `s` index of a shared text, `str` text of a formula, `inlineStr`, `b`, `e` error, `d` ISO date. */
  readonly type: string
  /** Index of its style. */
  readonly style: number
  readonly value: string
  readonly formula: string
  /** Rich text of an inline string. */
  readonly runs: readonly RichRun[]
}

/** A stretch of a cell's text in one style. */
export interface RichRun {
  readonly text: string
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly isStruck: boolean
}

/** A row with its filled cells, from left to right. */
export interface RawRow {
  readonly row: number
  readonly cells: readonly RawCell[]
}

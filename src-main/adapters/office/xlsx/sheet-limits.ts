/** How much of a workbook is read, and how much of it makes a page. */
export const SHEET_LIMITS = {
  rowsPerPage: 2000,
  cellsPerPage: 10_000,
  /** Over all sheets of a workbook; what follows is left out, and the page before it says so. */
  cells: 1_200_000,
  /** Rows and columns of the largest sheet that Excel knows. */
  rows: 1_048_576,
  columns: 16_384,
  merges: 100_000,
  /** A table with more places than this, most of them empty, is written as lines of text. */
  sparsePlaces: 100_000,
} as const

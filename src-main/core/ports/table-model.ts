import type { Box } from '../../../src-shared/contract/page.ts'
import type { GreyImage } from './document-reader.ts'

/** A cell as a table model sees it. Rows and columns count from 0, the box is in pixels of the image. */
export interface ModelCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** Around the cell's text, roughly; of empty cells anywhere within them. */
  readonly box: Box
}

/** The rows and columns of a table by its look. */
export interface TableGrid {
  readonly rowCount: number
  readonly columnCount: number
  /** How many of the first rows are the head. */
  readonly headRows: number
  readonly cells: readonly ModelCell[]
  /** How sure the model is of the rows, columns and spans, 0 to 1. */
  readonly score: number
}

/** Sees rows, columns and spans in the picture of one upright table. */
export interface TableModel {
  /** Undefined where it sees no table, or not to its end. */
  readGrid(image: GreyImage): Promise<TableGrid | undefined>
}

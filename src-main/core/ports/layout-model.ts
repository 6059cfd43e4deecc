import type { Box } from '../../../src-shared/contract/page.ts'
import type { GreyImage } from './document-reader.ts'

/** What layout models tell apart on a page. */
export type LayoutCategory =
  | 'text'
  | 'title'
  | 'figure'
  | 'figure-caption'
  | 'table'
  | 'table-caption'
  | 'header'
  | 'footer'
  | 'reference'
  | 'equation'

/** An area of a page as a layout model sees it, in pixels of the image. */
export interface LayoutBox {
  readonly category: LayoutCategory
  readonly box: Box
  /** How sure the model is, 0 to 1. */
  readonly score: number
}

/** Finds the areas of an upright page by its look alone. */
export interface LayoutModel {
  /** Boxes of one category overlap little; those of several may. The surest comes first. */
  findBoxes(image: GreyImage): Promise<readonly LayoutBox[]>
}

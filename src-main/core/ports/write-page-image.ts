import type { ColourImage } from './document-reader.ts'

/** Writes a page image whole, its longer side at most this, and tells what was written. */
export type WritePageImage = (
  image: ColourImage,
  outputPath: string,
  maxSidePx: number,
) => Promise<{ readonly widthPx: number; readonly heightPx: number; readonly mediaType: string }>

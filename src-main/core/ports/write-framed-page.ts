import type { PageFrames } from '../../../src-shared/contract/worker-wire.ts'
import type { ColourImage } from './document-reader.ts'

/** Writes a page as a PNG of the overlay's size with its frames drawn, and tells what was written. */
export type WriteFramedPage = (
  image: ColourImage,
  outputPath: string,
  overlay: PageFrames,
) => Promise<{ readonly widthPx: number; readonly heightPx: number; readonly mediaType: string }>

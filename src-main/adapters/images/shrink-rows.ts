import type { OpaquePixels } from './pixels.ts'
import { type PixelRows, resizeRows } from './resize-pixels.ts'

/** Shrinks a picture whose rows are read one after the other. Undefined without rows, and where the picture is damaged. */
export function shrinkRows(
  rows: PixelRows | undefined,
  size: { readonly widthPx: number; readonly heightPx: number },
): OpaquePixels | undefined {
  try {
    return rows && resizeRows(rows, size)
  } catch {
    // What is wrong with it, and whether it can be read all the same, the decoder of whole pictures knows.
    return undefined
  }
}

import type { ByteSource } from './byte-source.ts'
import type { OpaquePixels } from './pixels.ts'
import { resizeRows } from './resize-pixels.ts'
import type { TiffDirectory } from './tiff-directory.ts'
import { tiffRows } from './tiff-rows.ts'

/** Shrinks a TIFF page strip by strip. Undefined where its kind is none of the simple ones, or it is damaged. */
export function shrinkTiffPage(
  source: ByteSource,
  directory: TiffDirectory,
  size: { readonly widthPx: number; readonly heightPx: number },
): OpaquePixels | undefined {
  const rows = tiffRows(source, directory)
  try {
    return rows && resizeRows(rows, size)
  } catch {
    // What is wrong with it, and whether it can be read all the same, the decoder of whole pages knows.
    return undefined
  }
}

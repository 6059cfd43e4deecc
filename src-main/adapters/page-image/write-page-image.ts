import { Transformer } from '@napi-rs/image'
import type { WritePageImage } from '../../core/ports/write-page-image.ts'
import { writeImageWhole } from './write-image-whole.ts'

/** Good enough that small print stays sharp, a tenth of a PNG's size on a scan. */
const JPEG_QUALITY = 85

/** Writes a page image as JPEG. */
export const writePageImage: WritePageImage = async (image, outputPath, maxSidePx) => {
  const scale = Math.min(1, maxSidePx / Math.max(image.widthPx, image.heightPx))
  const widthPx = Math.max(1, Math.round(image.widthPx * scale))
  const heightPx = Math.max(1, Math.round(image.heightPx * scale))
  const transformer = Transformer.fromRgbaPixels(image.rgba, image.widthPx, image.heightPx)
  if (scale < 1) transformer.resize(widthPx, heightPx)
  await writeImageWhole(outputPath, await transformer.jpeg(JPEG_QUALITY))
  return { widthPx, heightPx, mediaType: 'image/jpeg' }
}

import { open, rename, rm } from 'node:fs/promises'
import { Transformer } from '@napi-rs/image'
import type { WritePageImage } from '../../core/ports/write-page-image.ts'

/** Good enough that small print stays sharp, a tenth of a PNG's size on a scan. */
const JPEG_QUALITY = 85

/** Writes a page image as JPEG, whole: under another name first, synced, then renamed. */
export const writePageImage: WritePageImage = async (image, outputPath, maxSidePx) => {
  const scale = Math.min(1, maxSidePx / Math.max(image.widthPx, image.heightPx))
  const widthPx = Math.max(1, Math.round(image.widthPx * scale))
  const heightPx = Math.max(1, Math.round(image.heightPx * scale))
  const transformer = Transformer.fromRgbaPixels(image.rgba, image.widthPx, image.heightPx)
  if (scale < 1) transformer.resize(widthPx, heightPx)
  await writeWhole(outputPath, await transformer.jpeg(JPEG_QUALITY))
  return { widthPx, heightPx, mediaType: 'image/jpeg' }
}

async function writeWhole(outputPath: string, bytes: Uint8Array): Promise<void> {
  const temporaryPath = `${outputPath}.${process.pid}.tmp`
  try {
    const file = await open(temporaryPath, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporaryPath, outputPath)
  } catch (error) {
    await rm(temporaryPath, { force: true })
    throw error
  }
}

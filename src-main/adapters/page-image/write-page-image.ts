import { open, rename, rm } from 'node:fs/promises'
import { Transformer } from '@napi-rs/image'
import type { GreyImage } from '../../core/ports/document-reader.ts'
import type { WritePageImage } from '../../core/ports/write-page-image.ts'

/** Good enough that small print stays sharp, a tenth of a PNG's size on a scan. */
const JPEG_QUALITY = 85

/** Writes a page image as JPEG, whole: under another name first, synced, then renamed. */
export const writePageImage: WritePageImage = async (image, outputPath, maxSidePx) => {
  const scale = Math.min(1, maxSidePx / Math.max(image.widthPx, image.heightPx))
  const widthPx = Math.max(1, Math.round(image.widthPx * scale))
  const heightPx = Math.max(1, Math.round(image.heightPx * scale))
  const transformer = Transformer.fromRgbaPixels(toRgba(image), image.widthPx, image.heightPx)
  if (scale < 1) transformer.resize(widthPx, heightPx)
  await writeWhole(outputPath, await transformer.jpeg(JPEG_QUALITY))
  return { widthPx, heightPx, mediaType: 'image/jpeg' }
}

function toRgba({ pixels }: GreyImage): Uint8Array {
  const rgba = new Uint8Array(4 * pixels.length).fill(255)
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    const grey = pixels[i] ?? 0
    rgba[at] = grey
    rgba[at + 1] = grey
    rgba[at + 2] = grey
  }
  return rgba
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

import { ResizeFit, Transformer } from '@napi-rs/image'
import type { ColourImage } from '../../core/ports/document-reader.ts'
import type { WriteFramedPage } from '../../core/ports/write-framed-page.ts'
import { frameRegions } from '../../core/recognition/frame-regions.ts'
import { writeImageWhole } from './write-image-whole.ts'

/** Writes a page as PNG with the frames of its regions, so that their boxes are pixels of this very image. */
export const writeFramedPage: WriteFramedPage = async (image, outputPath, overlay) => {
  const { widthPx, heightPx } = overlay
  const sized = await resized(image, widthPx, heightPx)
  frameRegions(sized, overlay.frames)
  await writeImageWhole(outputPath, await Transformer.fromRgbaPixels(sized.rgba, widthPx, heightPx).png())
  return { widthPx, heightPx, mediaType: 'image/png' }
}

async function resized(image: ColourImage, width: number, height: number): Promise<ColourImage> {
  if (image.widthPx === width && image.heightPx === height) return image
  const rgba = await Transformer.fromRgbaPixels(image.rgba, image.widthPx, image.heightPx)
    .resize({ width, height, fit: ResizeFit.Fill })
    .rawPixels()
  return { widthPx: width, heightPx: height, rgba }
}

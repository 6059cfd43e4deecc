import { Transformer } from '@napi-rs/image'
import { imageReader } from '../src-main/adapters/images/image-reader.ts'
import { preparePicture } from '../src-main/adapters/images/prepare-picture.ts'
import { readFileHead } from '../src-main/adapters/images/read-file-head.ts'
import { officeReader } from '../src-main/adapters/office/office-reader.ts'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import type { DocumentReader, PageRaster } from '../src-main/core/ports/document-reader.ts'
import { readerByMediaType } from '../src-main/core/recognition/choose-reader.ts'
import { pngOfGrey } from './png-of-grey.ts'

/** Opens files as the product does. */
export function fileReader(): DocumentReader {
  return readerByMediaType(readFileHead, {
    pdf: pdfiumReader(),
    image: imageReader(),
    office: officeReader(preparePicture),
  })
}

/** The image of a page that the product sees. */
export async function drawPage(file: string, pageInDocument: number): Promise<PageRaster> {
  const document = await fileReader().open(file, null)
  try {
    const page = document.openPage(pageInDocument)
    const raster = page.drawRaster(null)
    page.close()
    return raster
  } finally {
    document.close()
  }
}

/** The image of a page as a PNG file, in colour where its file has colours: upright by its EXIF, whatever the file's format. */
export async function pngOfPage(
  file: string,
  pageInDocument: number,
): Promise<{ readonly png: Uint8Array; readonly dpi: number }> {
  const document = await fileReader().open(file, null)
  try {
    const page = document.openPage(pageInDocument)
    const { image, dpi } = page.drawRaster(null)
    const isPicture = document.mediaType.startsWith('image/')
    const colour = isPicture ? page.drawColour?.(Math.max(image.widthPx, image.heightPx)) : undefined
    page.close()
    if (!colour) return { png: pngOfGrey(image), dpi }
    const { rgba, widthPx, heightPx } = colour
    return { png: await Transformer.fromRgbaPixels(rgba, widthPx, heightPx).png(), dpi }
  } finally {
    document.close()
  }
}

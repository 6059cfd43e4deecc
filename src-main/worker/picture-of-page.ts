import type { PageSource } from '../../src-shared/contract/worker-wire.ts'
import type { ColourImage } from '../core/ports/document-reader.ts'
import type { WritePageImage } from '../core/ports/write-page-image.ts'
import type { PagePicture, PictureOfPage } from '../core/ports/write-searchable-pdf.ts'

/** So much of pictures without loss a PDF may hold; the pages after them are JPEG, as cameras and most scanners make them. */
const LOSSLESS_BYTES = 300 * 1024 * 1024
const BYTES_PER_PIXEL = 4
/** As large as pages are ever drawn. */
const LONGEST_SIDE_PX = 20_000

export interface PictureParts {
  readonly isPlainJpeg: (path: string) => Promise<boolean>
  readonly draw: (source: PageSource, maxSidePx: number) => Promise<ColourImage>
  readonly writePageImage: WritePageImage
  /** A file that may be written over and over. */
  readonly scratchPath: string
}

/** Pages that are images, for a PDF: a JPEG that needs no turning is taken as it is. */
export function pictureOfPage(parts: PictureParts): PictureOfPage {
  let losslessBytes = 0
  return async (source): Promise<PagePicture> => {
    if (source.mediaType === 'image/jpeg' && (await parts.isPlainJpeg(source.path)))
      return { kind: 'jpeg', path: source.path }
    const image = await parts.draw(source, LONGEST_SIDE_PX)
    losslessBytes += image.widthPx * image.heightPx * BYTES_PER_PIXEL
    if (losslessBytes <= LOSSLESS_BYTES) return { kind: 'pixels', image }
    await parts.writePageImage(image, parts.scratchPath, LONGEST_SIDE_PX)
    return { kind: 'jpeg', path: parts.scratchPath }
  }
}

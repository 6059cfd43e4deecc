import type { Figure } from '../../../src-shared/contract/page.ts'
import { figureName } from '../../core/job/figure-name.ts'
import type { ContentImage } from '../../core/ports/document-reader.ts'
import type { PreparePicture } from '../../core/ports/prepare-picture.ts'
import { tidyDescription } from './drawing/tidy-description.ts'

/** A page with more pictures is made of ornaments, or made to do harm. */
const MOST_FIGURES = 200
const MOST_PICTURE_BYTES = 32 * 1024 * 1024
const MOST_PAGE_BYTES = 128 * 1024 * 1024

/** The pictures of one page on their way to the job's folder. */
export interface PageFigures {
  /** Takes the picture in and names it. Undefined, and a notice, for one that can't be shown or is too much. */
  add(bytes: Uint8Array, alternativeText: string): Promise<Figure | undefined>
  readonly images: readonly ContentImage[]
  /** Plain sentences about what was left out. */
  notices(): readonly string[]
}

/** Collects the pictures of the page that has this number in its job. */
export function pageFigures(pageNumber: number, prepare: PreparePicture): PageFigures {
  const images: ContentImage[] = []
  let bytesLeft = MOST_PAGE_BYTES
  let unshown = 0
  let tooMany = 0
  return {
    images,
    async add(bytes, alternativeText) {
      if (images.length >= MOST_FIGURES || bytes.length > Math.min(MOST_PICTURE_BYTES, bytesLeft)) {
        tooMany += 1
        return undefined
      }
      const picture = await prepare(bytes)
      if (!picture) {
        unshown += 1
        return undefined
      }
      bytesLeft -= picture.bytes.length
      const name = figureName(pageNumber, images.length + 1, picture.extension)
      images.push({ name, bytes: picture.bytes })
      const { widthPx, heightPx } = picture
      return { name, widthPx, heightPx, alternativeText: tidyDescription(alternativeText) }
    },
    notices: () => [
      ...(unshown > 0 ? [`${countOf(unshown)} left out: only photos and other raster images are kept.`] : []),
      ...(tooMany > 0
        ? [`${countOf(tooMany)} left out: the page has too many pictures, or too large ones.`]
        : []),
    ],
  }
}

const countOf = (count: number): string => (count === 1 ? 'One picture was' : `${count} pictures were`)

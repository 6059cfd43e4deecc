import type { PageSource, SearchablePdfOrder } from '../../../src-shared/contract/worker-wire.ts'
import type { ColourImage } from './document-reader.ts'

/** How a page that is an image gets into a PDF. */
export type PagePicture =
  /** The file's own bytes, if it is a JPEG that needs no turning. */
  { readonly kind: 'jpeg'; readonly path: string } | { readonly kind: 'pixels'; readonly image: ColourImage }

/** Draws a page of a document that is no PDF. */
export type PictureOfPage = (source: PageSource) => Promise<PagePicture>

/**
 * Writes a PDF of the pages as they were given, with the recognised words over the pixels, invisible. Throws ProblemError:
 * damaged-file, password-needed, password-wrong, page-memory, storage-full.
 */
export type WriteSearchablePdf = (order: SearchablePdfOrder, pictureOf: PictureOfPage) => Promise<void>

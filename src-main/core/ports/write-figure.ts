import type { ContentImage } from './document-reader.ts'

/** Writes a picture of a document's text whole into this folder, which is made where it is missing. */
export type WriteFigure = (folder: string, image: ContentImage) => Promise<void>

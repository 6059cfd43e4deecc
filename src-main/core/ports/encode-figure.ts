import type { ColourImage } from './document-reader.ts'
import type { PreparedPicture } from './prepare-picture.ts'

/** Makes a file of a part of a page: photos and scans as JPEG, drawings as PNG, none of them larger than needed. */
export type EncodeFigure = (image: ColourImage) => Promise<PreparedPicture>

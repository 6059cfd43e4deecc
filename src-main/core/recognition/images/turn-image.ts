import type { Rotation } from '../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../ports/document-reader.ts'
import { type Orientation, orientImage } from './orient-image.ts'

const ORIENTATIONS = { 0: 1, 90: 6, 180: 3, 270: 8 } as const satisfies Record<Rotation, Orientation>

/** Turns an image clockwise. */
export function turnImage(image: GreyImage, rotation: Rotation): GreyImage {
  return orientImage(image, ORIENTATIONS[rotation])
}

import type { InferenceSession } from 'onnxruntime-node'
import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { shrinkPage } from '../pixels/shrink-page.ts'
import { type Bend, bendOfPage } from './bend-of-page.ts'
import { type Detection, detectLines } from './detect-lines.ts'
import { unbendImage } from './unbend-image.ts'

interface LevelPage {
  readonly image: GreyImage
  readonly detection: Detection
  /** How the page was bent before. */
  readonly bend: Bend
}

/** The page with its lines made level, and these found anew; undefined where they are not bent. */
export async function detectLevelLines(
  session: InferenceSession,
  image: GreyImage,
  { lines }: Detection,
): Promise<LevelPage | undefined> {
  const bend = bendOfPage(lines, image)
  if (!bend) return undefined
  const level = unbendImage(image, bend)
  return { image: level, detection: await detectLines(session, level, shrinkPage(level)), bend }
}

import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { Recogniser } from '../models.ts'
import { type LineQuad, quadHeight, quadWidth, readDownwards, readUpsideDown, readUpwards } from '../quad.ts'
import type { LineReading } from './line-reading.ts'
import { recogniseLine } from './recognise-line.ts'

/** A box this much taller than wide holds text that runs up or down. */
const TALL = 1.5
/** A box this much taller than wide holds no single upright character. */
const VERY_TALL = 3
/** A level line less sure than this may stand on its head. */
export const UPSIDE_DOWN = 0.6

/** A line on its way to a recogniser. */
interface LineToRead {
  readonly quad: LineQuad
  /** What the recogniser made of the quad as it is, where it has read it before. */
  readonly level: LineReading | undefined
  /** Whether it is also read upside down where it is doubtful. */
  readonly mayStandOnHead: boolean
}

/**
 * Reads a line level; a tall box also up and down, a doubtful one also upside down. The surest reading wins, but a single character
 * stands upright: on their sides 2, 3 and N look like N, m and Z.
 */
export async function readEitherWay(
  recogniser: Recogniser,
  image: GreyImage,
  { quad, level, mayStandOnHead }: LineToRead,
): Promise<LineReading> {
  const tallness = quadHeight(quad) / Math.max(1, quadWidth(quad))
  const ways: LineQuad[] = []
  if (tallness < VERY_TALL) ways.push(quad)
  if (tallness >= TALL) ways.push(readUpwards(quad), readDownwards(quad))
  let best: LineReading | undefined
  for (const way of ways) {
    const known = way === quad ? level : undefined
    const reading = known ?? (await recogniseLine(recogniser, image, way))
    const isUpright = best?.quad === quad && isSingle(best) && isSingle(reading)
    if (!best || (reading.line.confidence > best.line.confidence && !isUpright)) best = reading
  }
  if (best && (tallness >= TALL || !mayStandOnHead || best.line.confidence >= UPSIDE_DOWN)) return best
  const turned = await recogniseLine(recogniser, image, readUpsideDown(quad))
  return best && best.line.confidence >= turned.line.confidence - 0.1 ? best : turned
}

const isSingle = ({ line }: LineReading): boolean => line.text.length === 1

import { Tensor } from 'onnxruntime-node'
import type { Rotation } from '../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import { type Detection, detectLines } from './detect-lines.ts'
import type { Models } from './models.ts'
import { normalisedPlanes } from './normalised-planes.ts'
import { onlyOutput } from './only-output.ts'
import { type LineQuad, quadHeight, quadWidth, readDownwards, readUpsideDown, readUpwards } from './quad.ts'
import { recogniseLine } from './recognise-line.ts'
import { resizeArea } from './resize-area.ts'

/** The classifier's own input. */
const CLASSIFIER_SIDE_PX = 224
/** It shrinks the page to this and takes the middle. */
const SHRUNK_SIDE_PX = 256
/** Upright pages are believed at this probability; everything else is proved by reading. */
const BELIEVED = 0.85
const PROOF_LINES = 6
/** Another direction must read this much surer before a page is turned. */
const MARGIN = 0.1
/** No other direction can read surer. */
const SUREST = 1

const HALF_TURNS = [180] as const
const QUARTER_TURNS = [90, 270] as const

/** How lines are read on a page that needs this clockwise turn. */
const WAYS = {
  0: (quad: LineQuad) => quad,
  90: readUpwards,
  180: readUpsideDown,
  270: readDownwards,
} as const

/** A page, and the same page as the detector sees it first. */
interface PageToTurn {
  readonly image: GreyImage
  readonly shrunk: GreyImage
}

/** The clockwise turn that makes a page upright, and the lines that were found on the way if none is needed. */
export interface FoundRotation {
  readonly rotation: Rotation
  readonly detection?: Detection
}

/** Finds how a page lies. An upright page is never turned on the classifier's word alone. */
export async function findRotation(models: Models, page: PageToTurn): Promise<FoundRotation> {
  if ((await uprightProbability(models, page.shrunk)) >= BELIEVED) return { rotation: 0 }
  return await proveRotation(models, page)
}

async function uprightProbability(models: Models, shrunk: GreyImage): Promise<number> {
  const session = await models.pageOrientation()
  const small = resizeArea(shrunk, { widthPx: SHRUNK_SIDE_PX, heightPx: SHRUNK_SIDE_PX })
  const margin = (SHRUNK_SIDE_PX - CLASSIFIER_SIDE_PX) >> 1
  const middle = new Uint8Array(CLASSIFIER_SIDE_PX * CLASSIFIER_SIDE_PX)
  for (let y = 0; y < CLASSIFIER_SIDE_PX; y++) {
    const start = (y + margin) * SHRUNK_SIDE_PX + margin
    middle.set(small.pixels.subarray(start, start + CLASSIFIER_SIDE_PX), y * CLASSIFIER_SIDE_PX)
  }
  const input = new Tensor('float32', normalisedPlanes(middle), [
    1,
    3,
    CLASSIFIER_SIDE_PX,
    CLASSIFIER_SIDE_PX,
  ])
  const probabilities = onlyOutput(await session.run({ [session.inputNames[0] ?? 'x']: input }))
  return probabilities[0] ?? 0
}

/** Reads a few long lines as the page lies, then in each other direction that they leave possible, and takes the surest. */
async function proveRotation(models: Models, { image, shrunk }: PageToTurn): Promise<FoundRotation> {
  const detection = await detectLines(await models.detector(), image, shrunk)
  const long = detection.lines.map(line => line.quad).sort((a, b) => longSide(b) - longSide(a))
  const proofs = long.slice(0, PROOF_LINES)
  const recogniser = await models.recogniser('tiny-latin')
  const readability = async (rotation: Rotation) => {
    let sum = 0
    for (const quad of proofs) {
      const { line } = await recogniseLine(recogniser, image, WAYS[rotation](quad))
      sum += line.text.length > 1 ? line.confidence : 0
    }
    return proofs.length === 0 ? 0 : sum / proofs.length
  }
  let best: Rotation = 0
  let bestScore = (await readability(0)) + MARGIN
  for (const candidate of isMostlyLevel(long) ? HALF_TURNS : QUARTER_TURNS) {
    if (bestScore >= SUREST) break
    const score = await readability(candidate)
    if (score <= bestScore) continue
    best = candidate
    bestScore = score
  }
  return best === 0 ? { rotation: 0, detection } : { rotation: best }
}

const longSide = (quad: LineQuad): number => Math.max(quadWidth(quad), quadHeight(quad))

/** Whether most of the page's longer lines lie level. */
function isMostlyLevel(longestFirst: readonly LineQuad[]): boolean {
  const longer = longestFirst.slice(0, Math.max(PROOF_LINES, longestFirst.length >> 1))
  const level = longer.filter(quad => quadWidth(quad) >= quadHeight(quad))
  return level.length * 2 >= longer.length
}

import { Tensor } from 'onnxruntime-node'
import type { Rotation } from '../../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { Lap } from '../../../../core/ports/text-engine.ts'
import type { Models } from '../models.ts'
import { onlyOutput } from '../only-output.ts'
import { normalisedPlanes } from '../pixels/normalised-planes.ts'
import { resizeArea } from '../pixels/resize-area.ts'
import { type LineQuad, quadHeight, quadWidth, readDownwards, readUpsideDown, readUpwards } from '../quad.ts'
import type { LineReading } from '../reading/line-reading.ts'
import { recogniseLine } from '../reading/recognise-line.ts'
import { type Detection, detectLines } from './detect-lines.ts'

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
  90: readUpwards,
  180: readUpsideDown,
  270: readDownwards,
} as const

/** A page whose rotation is wanted. */
interface PageToTurn {
  readonly image: GreyImage
  /** The same page as the detector sees it first. */
  readonly shrunk: GreyImage
  /** Whether the quick Latin recogniser will read the page's lines anyway: then what they say is asked before the classifier. */
  readonly readsLatin: boolean
  readonly lap: Lap
}

/** The clockwise turn that makes a page upright, and what was found on the way if none is needed. */
export interface FoundRotation {
  readonly rotation: Rotation
  readonly detection?: Detection
  /** Lines that the quick Latin recogniser has read. */
  readonly readings?: ReadonlyMap<LineQuad, LineReading>
}

/**
 * Finds how a page lies. An upright page is never turned on the classifier's word alone, and where its lines read so surely that no other
 * direction could read surer, the classifier is not asked.
 */
export async function findRotation(models: Models, page: PageToTurn): Promise<FoundRotation> {
  const { shrunk, readsLatin, lap } = page
  if (!readsLatin && (await uprightProbability(models, shrunk)) >= BELIEVED) return { rotation: 0 }
  lap('orient')
  const proof = await readAsItLies(models, page)
  const asItLies = { rotation: 0, detection: proof.detection, readings: proof.readings } as const
  if (proof.score >= SUREST) return asItLies
  if (readsLatin && (await uprightProbability(models, shrunk)) >= BELIEVED) return asItLies
  const rotation = await surestRotation(models, page.image, proof)
  return rotation === 0 ? asItLies : { rotation }
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

/** How a page's longest lines read as it lies. */
interface Proof {
  readonly detection: Detection
  readonly longestFirst: readonly LineQuad[]
  readonly readings: ReadonlyMap<LineQuad, LineReading>
  /** What another direction must surpass. */
  readonly score: number
}

async function readAsItLies(models: Models, { image, shrunk, lap }: PageToTurn): Promise<Proof> {
  const detection = await detectLines(await models.detector(), image, shrunk)
  lap('detect')
  const longestFirst = detection.lines.map(line => line.quad).sort((a, b) => longSide(b) - longSide(a))
  const recogniser = await models.recogniser('tiny-latin')
  const readings = new Map<LineQuad, LineReading>()
  for (const quad of longestFirst.slice(0, PROOF_LINES))
    readings.set(quad, await recogniseLine(recogniser, image, quad))
  lap('recognise')
  return { detection, longestFirst, readings, score: readability([...readings.values()]) + MARGIN }
}

/** Reads a few long lines in each other direction that they leave possible, and takes the surest. */
async function surestRotation(models: Models, image: GreyImage, proof: Proof): Promise<Rotation> {
  const recogniser = await models.recogniser('tiny-latin')
  let best: Rotation = 0
  let bestScore = proof.score
  for (const candidate of isMostlyLevel(proof.longestFirst) ? HALF_TURNS : QUARTER_TURNS) {
    if (bestScore >= SUREST) break
    const readings: LineReading[] = []
    for (const quad of proof.readings.keys())
      readings.push(await recogniseLine(recogniser, image, WAYS[candidate](quad)))
    const score = readability(readings)
    if (score <= bestScore) continue
    best = candidate
    bestScore = score
  }
  return best
}

/** How surely lines were read; single letters say nothing. */
function readability(readings: readonly LineReading[]): number {
  const sum = readings.reduce((total, { line }) => total + (line.text.length > 1 ? line.confidence : 0), 0)
  return readings.length === 0 ? 0 : sum / readings.length
}

const longSide = (quad: LineQuad): number => Math.max(quadWidth(quad), quadHeight(quad))

/** Whether most of the page's longer lines lie level. */
function isMostlyLevel(longestFirst: readonly LineQuad[]): boolean {
  const longer = longestFirst.slice(0, Math.max(PROOF_LINES, longestFirst.length >> 1))
  const level = longer.filter(quad => quadWidth(quad) >= quadHeight(quad))
  return level.length * 2 >= longer.length
}

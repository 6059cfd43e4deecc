import type { InferenceSession } from 'onnxruntime-node'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import type { DetectedLine } from './detected-line.ts'
import { enlargeImage } from './enlarge-image.ts'
import { findTextBoxes } from './find-text-boxes.ts'
import { findUnseenPrint } from './find-unseen-print.ts'
import { joinLooks } from './join-looks.ts'
import { mapText } from './map-text.ts'
import { type LineQuad, widenQuad } from './quad.ts'
import { resizeArea } from './resize-area.ts'

export interface Detection {
  readonly lines: readonly DetectedLine[]
  /** Median height of the lines as the detector saw them, in its own pixels. */
  readonly medianHeightPx: number
  /** Whether print is left that none of the lines covers. */
  readonly hasUnseenPrint: boolean
}

/** PP-OCR wants sides in multiples of 32. */
const SIDE_STEP = 32
/** An A4 page gets a long side of 736: enough for print of common size. */
const NORMAL_PIXELS = 736 * 520
/** Below this the detector begins to lose and merge lines. */
const SMALL_PRINT_HEIGHT_PX = 10.5
/** What small print is enlarged to. */
const WANTED_HEIGHT_PX = 14
const MOST_PIXELS = 1600 * 1152
/** Lines of fewer pixels of the page itself are so small that the detector's own pixels blur their edges: it sees them enlarged. */
const LOW_RESOLUTION_PX = 28
const WANTED_LOW_RESOLUTION_PX = 26
const MOST_ENLARGEMENT = 3.5
/** A second look sees at least this many times the pixels of the first. */
const WORTHWHILE = 1.2
/** Enlarged, boxes end right at the last letter, of which a comma is easily lost. This share of the height is added on both sides. */
const TIGHT_MARGIN = 0.12
/** What the distance from line to line of print that was not seen is brought to, and with how many pixels at most. */
const WANTED_PITCH_PX = 11
const MOST_DENSE_PIXELS = 3_200_000
/** Pictures of a few words are enlarged to this. */
const LEAST_PIXELS = 150_000

/** The page as small as the detector needs it for print of common size. */
export function shrinkPage(image: GreyImage, pixels: number = NORMAL_PIXELS): GreyImage {
  const scale = Math.min(1, Math.sqrt(pixels / (image.widthPx * image.heightPx)))
  return resizeArea(image, stepped(image.widthPx * scale), stepped(image.heightPx * scale))
}

/** Finds the text lines of an upright page that was shrunk; small print gets a second look at a higher resolution. */
export async function detectLines(
  session: InferenceSession,
  image: GreyImage,
  shrunk: GreyImage,
): Promise<Detection> {
  const first = await detectOn(session, image, shrunk)
  const pitchPx = findUnseenPrint(
    image,
    shrunk,
    first.lines.map(line => line.quad),
  )
  if (pitchPx !== undefined) return await lookForUnseen(session, { image, shrunk, first, pitchPx })
  if (first.lines.length === 0) return first
  const pixels = wantedPixels(image, shrunk, first.medianHeightPx)
  if (pixels < WORTHWHILE * pixelsOf(shrunk)) return first
  if (!isLowResolution(image, shrunk, first.medianHeightPx))
    return await detectOn(session, image, shrinkPage(image, pixels))
  const { lines, ...rest } = await detectOn(session, image, resizePage(image, pixels))
  return { ...rest, lines: lines.map(line => ({ ...line, quad: widenQuad(line.quad, TIGHT_MARGIN) })) }
}

interface Unseen {
  readonly image: GreyImage
  readonly shrunk: GreyImage
  readonly first: Detection
  readonly pitchPx: number
}

/** The one look more that a page gets on which lines so close to each other were not seen. */
async function lookForUnseen(
  session: InferenceSession,
  { image, shrunk, first, pitchPx }: Unseen,
): Promise<Detection> {
  const pixels = Math.min(MOST_DENSE_PIXELS, pixelsOf(image) * (WANTED_PITCH_PX / pitchPx) ** 2)
  if (pixels < WORTHWHILE * pixelsOf(shrunk)) return { ...first, hasUnseenPrint: true }
  const second = await detectOn(session, image, resizePage(image, pixels))
  const lines = joinLooks(first.lines, second.lines)
  const quads = lines.map(line => line.quad)
  return { ...second, lines, hasUnseenPrint: findUnseenPrint(image, shrunk, quads) !== undefined }
}

/** As many pixels as the detector needs for lines that it saw this high. */
function wantedPixels(image: GreyImage, shrunk: GreyImage, heightPx: number): number {
  const sourcePixels = pixelsOf(image)
  if (isLowResolution(image, shrunk, heightPx)) {
    const sourceHeightPx = (heightPx * image.heightPx) / shrunk.heightPx
    const enlargement = Math.min(MOST_ENLARGEMENT, WANTED_LOW_RESOLUTION_PX / sourceHeightPx)
    return Math.min(MOST_PIXELS, Math.max(LEAST_PIXELS, sourcePixels * enlargement ** 2))
  }
  if (heightPx >= SMALL_PRINT_HEIGHT_PX) return 0
  return Math.min(MOST_PIXELS, sourcePixels, pixelsOf(shrunk) * (WANTED_HEIGHT_PX / heightPx) ** 2)
}

const isLowResolution = (image: GreyImage, shrunk: GreyImage, heightPx: number): boolean =>
  (heightPx * image.heightPx) / shrunk.heightPx < LOW_RESOLUTION_PX

const pixelsOf = ({ widthPx, heightPx }: GreyImage): number => widthPx * heightPx

function resizePage(image: GreyImage, pixels: number): GreyImage {
  if (pixels <= pixelsOf(image)) return shrinkPage(image, pixels)
  const scale = Math.sqrt(pixels / pixelsOf(image))
  return enlargeImage(image, stepped(image.widthPx * scale), stepped(image.heightPx * scale))
}

async function detectOn(session: InferenceSession, image: GreyImage, shrunk: GreyImage): Promise<Detection> {
  const { widthPx, heightPx } = shrunk
  const boxes = findTextBoxes(await mapText(session, shrunk), widthPx, heightPx)
  const scaleX = image.widthPx / widthPx
  const scaleY = image.heightPx / heightPx
  const heights = boxes.map(box => box.height).sort((a, b) => a - b)
  return {
    lines: boxes.map(({ quad, score }) => ({ quad: scaleQuad(quad, scaleX, scaleY), score })),
    medianHeightPx: heights[heights.length >> 1] ?? 0,
    hasUnseenPrint: false,
  }
}

function stepped(side: number): number {
  return Math.max(SIDE_STEP, Math.round(side / SIDE_STEP) * SIDE_STEP)
}

function scaleQuad(quad: LineQuad, scaleX: number, scaleY: number): LineQuad {
  const [a, b, c, d] = quad
  const scaled = ({ x, y }: { x: number; y: number }) => ({ x: x * scaleX, y: y * scaleY })
  return [scaled(a), scaled(b), scaled(c), scaled(d)]
}

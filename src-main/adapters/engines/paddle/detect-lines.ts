import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import { findTextBoxes } from './find-text-boxes.ts'
import { normalisedPlanes } from './normalised-planes.ts'
import { onlyOutput } from './only-output.ts'
import type { LineQuad } from './quad.ts'
import { resizeArea } from './resize-area.ts'

/** A text line found on the page, in pixels of the page image. */
export interface DetectedLine {
  readonly quad: LineQuad
  readonly score: number
}

export interface Detection {
  readonly lines: readonly DetectedLine[]
  /** Median height of the lines as the detector saw them, in its own pixels. */
  readonly medianHeightPx: number
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
  const isSmallPrint = first.lines.length > 0 && first.medianHeightPx < SMALL_PRINT_HEIGHT_PX
  const sourcePixels = image.widthPx * image.heightPx
  if (!isSmallPrint || sourcePixels <= NORMAL_PIXELS) return first
  const enlargement = (WANTED_HEIGHT_PX / first.medianHeightPx) ** 2
  const pixels = Math.min(MOST_PIXELS, sourcePixels, NORMAL_PIXELS * enlargement)
  return await detectOn(session, image, shrinkPage(image, pixels))
}

async function detectOn(session: InferenceSession, image: GreyImage, shrunk: GreyImage): Promise<Detection> {
  const { widthPx, heightPx } = shrunk
  const input = new Tensor('float32', normalisedPlanes(shrunk.pixels), [1, 3, heightPx, widthPx])
  const map = onlyOutput(await session.run({ [session.inputNames[0] ?? 'x']: input }))
  const boxes = findTextBoxes(map, widthPx, heightPx)
  const scaleX = image.widthPx / widthPx
  const scaleY = image.heightPx / heightPx
  const heights = boxes.map(box => box.height).sort((a, b) => a - b)
  return {
    lines: boxes.map(({ quad, score }) => ({ quad: scaleQuad(quad, scaleX, scaleY), score })),
    medianHeightPx: heights[heights.length >> 1] ?? 0,
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

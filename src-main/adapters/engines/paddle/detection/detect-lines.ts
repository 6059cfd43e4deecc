import type { InferenceSession } from 'onnxruntime-node'
import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { type LineQuad, type Point, widenQuad } from '../quad.ts'
import type { DetectedLine } from './detected-line.ts'
import { findInk } from './find-ink.ts'
import { findTextBoxes, MOST_BOXES } from './find-text-boxes.ts'
import { findUnseenPrint } from './find-unseen-print.ts'
import { heightOfLetters } from './height-of-letters.ts'
import { joinLooks } from './join-looks.ts'
import { mapText } from './map-text.ts'
import { type PageToSearch, type PageView, viewPage } from './view-page.ts'

export interface Detection {
  readonly lines: readonly DetectedLine[]
  /** Whether print is left that none of the lines covers. */
  readonly hasUnseenPrint: boolean
  /** Whether more was found than a page has lines: the surest are taken. */
  readonly hasTooMany: boolean
}

/** How high lines must be for the detector, and how high those lower are made, in its pixels. */
interface Heights {
  readonly enough: number
  readonly wanted: number
}

/** The detector finds lines this many times as high as their small letters. */
const LINES_BY_LETTERS = 2.3
/** Lines whose letters tell beforehand that they are lower than `enough` are brought to `wanted`: where lines are close it comes to less. */
const BY_LETTERS: Heights = { enough: 10.1, wanted: 13.6 }
/** Found lower than `enough`, lines may have been merged or lost: the page is looked at again. */
const BY_LINES: Heights = { enough: 10.5, wanted: 13 }
/** The same on pages whose letters promised higher lines. */
const BY_MERGED_LINES: Heights = { enough: 9.8, wanted: 13 }
/** Lines of fewer pixels of the page itself are so small that the detector's own pixels blur their edges: it sees them enlarged. */
const LOW_RESOLUTION_PX = 28
const WANTED_LOW_RESOLUTION_PX = 26
const MOST_ENLARGEMENT = 3.5
/** Pictures of a few words are enlarged to the first, whole pages to no more than the second. */
const LEAST_PIXELS = 150_000
const MOST_PIXELS = 1_300_000
/** A second look sees at least this many times the pixels of the first. */
const WORTHWHILE = 1.35
/** Enlarged, boxes end right at the last letter, of which a comma is easily lost. This share of the height is added on both sides. */
const TIGHT_MARGIN = 0.12
/** What the distance from line to line of print that was not seen is brought to, and with how many pixels at most. */
const WANTED_PITCH_PX = 11
const MOST_DENSE_PIXELS = 3_200_000

/**
 * Finds the text lines of an upright page that was shrunk. The height of its letters tells how large the detector must see it;
 * where it does not, the lines that were found do, and a second look may follow.
 */
export async function detectLines(
  session: InferenceSession,
  image: GreyImage,
  shrunk: GreyImage,
): Promise<Detection> {
  const page = { image, shrunk, ink: findInk(shrunk) }
  const letterHeightPx = heightOfLetters(shrunk)
  const expected =
    letterHeightPx === undefined ? 1 : enlargementFor(page, LINES_BY_LETTERS * letterHeightPx, BY_LETTERS)
  const first = await look(session, page, expected)
  const quads = first.lines.map(line => line.quad)
  const pitchPx = findUnseenPrint(image, shrunk, quads)
  if (pitchPx !== undefined) return await lookForUnseen(session, { page, first, pitchPx })
  if (first.lines.length === 0) return first
  const heights = letterHeightPx === undefined ? BY_LINES : BY_MERGED_LINES
  const wanted = enlargementFor(page, first.medianHeightPx, heights)
  return wanted ** 2 < WORTHWHILE * expected ** 2 ? first : await look(session, page, wanted)
}

interface Look extends Detection {
  /** Median height of the lines, in pixels of the shrunk page. */
  readonly medianHeightPx: number
}

interface Unseen {
  readonly page: PageToSearch
  readonly first: Detection
  readonly pitchPx: number
}

/** The one look more that a page gets on which lines so close to each other were not seen. */
async function lookForUnseen(
  session: InferenceSession,
  { page, first, pitchPx }: Unseen,
): Promise<Detection> {
  const { image, shrunk } = page
  const pixels = Math.min(MOST_DENSE_PIXELS, pixelsOf(image) * (WANTED_PITCH_PX / pitchPx) ** 2)
  if (pixels < WORTHWHILE * pixelsOf(shrunk)) return { ...first, hasUnseenPrint: true }
  const factor = Math.sqrt(pixels / pixelsOf(shrunk))
  const second = await look(session, page, factor)
  const lines = joinLooks(first.lines, second.lines)
  const quads = lines.map(line => line.quad)
  const hasUnseenPrint = findUnseenPrint(image, shrunk, quads) !== undefined
  return { lines, hasUnseenPrint, hasTooMany: second.hasTooMany }
}

/** How many times as large as on the shrunk page a page must be seen whose lines are this high there. */
function enlargementFor(
  { image, shrunk }: PageToSearch,
  heightPx: number,
  { enough, wanted }: Heights,
): number {
  const ratio = image.heightPx / shrunk.heightPx
  const most = Math.max(1, Math.sqrt(MOST_PIXELS / pixelsOf(shrunk)))
  if (heightPx * ratio < LOW_RESOLUTION_PX) {
    const wished = Math.min(MOST_ENLARGEMENT, WANTED_LOW_RESOLUTION_PX / (heightPx * ratio)) * ratio
    const least = Math.sqrt(LEAST_PIXELS / pixelsOf(shrunk))
    return Math.max(1, Math.min(most, Math.max(least, wished)))
  }
  if (heightPx >= enough) return 1
  return Math.min(most, ratio, wanted / heightPx)
}

const pixelsOf = ({ widthPx, heightPx }: GreyImage): number => widthPx * heightPx

async function look(session: InferenceSession, page: PageToSearch, factor: number): Promise<Look> {
  const view = viewPage(page, factor)
  const boxes = findTextBoxes(await mapText(session, view.image), view.image.widthPx, view.image.heightPx)
  const heights = boxes.map(box => box.height).sort((a, b) => a - b)
  const heightPx = heights[heights.length >> 1] ?? 0
  const isTight = factor > 1 && heightPx * view.scaleY < LOW_RESOLUTION_PX
  const margin = isTight ? TIGHT_MARGIN : 0
  return {
    lines: boxes.map(({ quad, score, spine }) => ({
      quad: widenQuad(ontoPage(quad, view), margin),
      score,
      spine: spine.map(point => placed(point, view)),
    })),
    medianHeightPx: heightPx / factor,
    hasUnseenPrint: false,
    hasTooMany: boxes.length >= MOST_BOXES,
  }
}

const ontoPage = ([a, b, c, d]: LineQuad, view: PageView): LineQuad => [
  placed(a, view),
  placed(b, view),
  placed(c, view),
  placed(d, view),
]

const placed = ({ x, y }: Point, { left, top, scaleX, scaleY }: PageView): Point => ({
  x: left + x * scaleX,
  y: top + y * scaleY,
})

import { Tensor } from 'onnxruntime-node'
import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { Recogniser } from '../models.ts'
import { lendNumbers } from '../pixels/lend-numbers.ts'
import { type LineQuad, quadHeight } from '../quad.ts'
import { boxOfPoints } from './box-of-points.ts'
import { cropLine, cropWidth, LINE_HEIGHT_PX, type LineCrop, planeLength } from './crop-line.ts'
import { decodeCtc } from './decode-ctc.ts'
import type { LineReading } from './line-reading.ts'
import { mendExclamations } from './mend-exclamations.ts'
import { mendSpaces } from './mend-spaces.ts'
import { mendZeros } from './mend-zeros.ts'
import { partLeaders } from './part-leaders.ts'
import { likeliestClasses, runRecogniser } from './run-recogniser.ts'
import { stepsBetween } from './time-step.ts'
import { unreadInk } from './unread-ink.ts'
import { wordsOfLine } from './words-of-line.ts'

/** Most recognisers lose nothing when a line is narrowed to this share, and cost that much less. */
const SQUEEZE = 0.8
/** Rules, dots and leaders leave this much ink unread on a line that was read well. */
const USUAL_UNREAD = 0.12

/** Between words of a line 48 pixels high that is not squeezed. */
const USUAL_SPACE_PX = 12.5

/** Narrower characters blur into each other: condensed print, or curved lines whose box is much higher than they are. */
const CROWDED_PX = 11.5
/** What crowded characters are widened to, and by how much at most. */
const EASY_PX = 15
const MOST_WIDENING = 2
/** Fewer characters tell nothing about their width. */
const LEAST_CHARACTERS = 4

/** Reads one line; a crowded one again with wider characters. The surer reading wins. */
export async function recogniseLine(
  recogniser: Recogniser,
  image: GreyImage,
  quad: LineQuad,
): Promise<LineReading> {
  const usualSqueeze = recogniser.keepsWidth ? 1 : SQUEEZE
  const usual = await recogniseAt(recogniser, image, { quad, squeeze: usualSqueeze })
  const { length } = usual.line.text
  const characterPx = cropWidth(quad, usualSqueeze) / Math.max(1, length)
  if (length < LEAST_CHARACTERS || characterPx >= CROWDED_PX) return usual
  const squeeze = usualSqueeze * Math.min(MOST_WIDENING, EASY_PX / characterPx)
  const widened = await recogniseAt(recogniser, image, { quad, squeeze })
  return widened.line.confidence >= usual.line.confidence ? widened : usual
}

/** A line or a stretch of one, and how much its characters are narrowed for the recogniser. */
interface Stretch {
  readonly quad: LineQuad
  readonly squeeze: number
}

/** Reads once, as given. Batches of one: larger ones are slower on a CPU, because of their padding. */
export async function recogniseAt(
  recogniser: Recogniser,
  image: GreyImage,
  stretch: Stretch,
): Promise<LineReading> {
  const { quad, squeeze } = stretch
  const widthPx = cropWidth(quad, squeeze)
  return await lendNumbers(planeLength(widthPx), plane =>
    readCrop(recogniser, cropLine(image, { quad, widthPx }, plane), stretch),
  )
}

async function readCrop(
  recogniser: Recogniser,
  crop: LineCrop,
  { quad, squeeze }: Stretch,
): Promise<LineReading> {
  const input = new Tensor('float32', crop.plane, [1, 1, LINE_HEIGHT_PX, crop.paddedWidthPx])
  const output = await runRecogniser(recogniser.session, input)
  const { classes, probabilities } = likeliestClasses(output)
  const stepPx = crop.paddedWidthPx / classes.length
  const placePx = (step: number) => Math.min(crop.widthPx, (step + 0.5) * stepPx)
  const read = mendExclamations(decodeCtc(classes, probabilities, recogniser.characters), crop, placePx)
  const spaced = mendSpaces(read, { crop, probabilities, placePx, usualSpacePx: USUAL_SPACE_PX * squeeze })
  const decoded = partLeaders(recogniser.isCareful ? mendZeros(spaced) : spaced)
  const sum = decoded.reduce((total, character) => total + character.probability, 0)
  const unread = unreadInk(
    crop,
    decoded.map(character => placePx(character.step)),
  )
  const mean = decoded.length === 0 ? 0 : Math.min(1, sum / decoded.length)
  const certainty = unread > USUAL_UNREAD ? mean * (1 - unread) : mean
  const heightPx = quadHeight(quad)
  const words = wordsOfLine(decoded, {
    quad,
    positionOf: step => placePx(step) / crop.widthPx,
    stepCount: classes.length,
    stepsBetween: spaces => stepsBetween(output, recogniser.characters, spaces),
    model: recogniser.name,
    heightPx,
  })
  const line = {
    text: words.map(({ word }) => word.text).join(' '),
    box: boxOfPoints(quad),
    quad: quad.flatMap(point => [point.x, point.y]),
    confidence: certainty,
    words: words.map(({ word }) => word),
    model: recogniser.name,
    fontSizePx: heightPx,
  }
  return { line, words, quad, squeeze, stepPx }
}

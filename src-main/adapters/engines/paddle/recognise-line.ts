import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { Line } from '../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import { boxOfPoints } from './box-of-points.ts'
import { cropLine, cropWidth, LINE_HEIGHT_PX } from './crop-line.ts'
import { decodeCtc } from './decode-ctc.ts'
import type { Recogniser } from './models.ts'
import { type LineQuad, quadHeight } from './quad.ts'
import { unreadInk } from './unread-ink.ts'
import { wordsOfLine } from './words-of-line.ts'

/** The recognisers lose nothing when a line is narrowed to this share, and cost that much less. */
const SQUEEZE = 0.8
/** Rules, dots and leaders leave this much ink unread on a line that was read well. */
const USUAL_UNREAD = 0.12

/** Reads one line. Batches of one: larger ones are slower on a CPU, because of their padding. */
export async function recogniseLine(recogniser: Recogniser, image: GreyImage, quad: LineQuad): Promise<Line> {
  const crop = cropLine(image, quad, cropWidth(quad, SQUEEZE))
  const input = new Tensor('float32', crop.planes, [1, 3, LINE_HEIGHT_PX, crop.paddedWidthPx])
  const { classes, probabilities } = await runRecogniser(recogniser.session, input)
  const decoded = decodeCtc(classes, probabilities, recogniser.characters)
  const stepPx = crop.paddedWidthPx / classes.length
  const placePx = (step: number) => Math.min(crop.widthPx, (step + 0.5) * stepPx)
  const words = wordsOfLine(decoded, step => placePx(step) / crop.widthPx, quad)
  const sum = decoded.reduce((total, character) => total + character.probability, 0)
  const unread = unreadInk(
    crop,
    decoded.map(character => placePx(character.step)),
  )
  const certainty = decoded.length === 0 ? 0 : Math.min(1, sum / decoded.length)
  return {
    text: words.map(word => word.text).join(' '),
    box: boxOfPoints(quad),
    quad: quad.flatMap(point => [point.x, point.y]),
    confidence: unread > USUAL_UNREAD ? certainty * (1 - unread) : certainty,
    words,
    model: recogniser.name,
    fontSizePx: quadHeight(quad),
  }
}

async function runRecogniser(session: InferenceSession, input: Tensor) {
  const outputs = await session.run({ [session.inputNames[0] ?? 'x']: input })
  const classes = outputs.idx?.data
  const probabilities = outputs.prob?.data
  if (!(classes instanceof BigInt64Array) || !(probabilities instanceof Float32Array)) {
    throw new Error('the recogniser gave no classes')
  }
  return { classes, probabilities }
}

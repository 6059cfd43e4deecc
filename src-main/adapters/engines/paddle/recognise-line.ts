import { Tensor } from 'onnxruntime-node'
import type { Line } from '../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import { boxOfPoints } from './box-of-points.ts'
import { cropLine, cropWidth } from './crop-line.ts'
import { decodeCtc } from './decode-ctc.ts'
import type { Recogniser } from './models.ts'
import { type LineQuad, quadHeight } from './quad.ts'
import { wordsOfLine } from './words-of-line.ts'

/** The recognisers lose nothing when a line is narrowed to this share, and cost that much less. */
const SQUEEZE = 0.8

/** Reads one line. Batches of one: larger ones are slower on a CPU, because of their padding. */
export async function recogniseLine(
  recogniser: Recogniser,
  image: GreyImage,
  quad: LineQuad,
  squeeze: number = SQUEEZE,
): Promise<Line> {
  const crop = cropLine(image, quad, cropWidth(quad, squeeze))
  const { session, characters, name } = recogniser
  const input = new Tensor('float32', crop.planes, [1, 3, 48, crop.paddedWidthPx])
  const outputs = await session.run({ [session.inputNames[0] ?? 'x']: input })
  const classes = outputs.idx?.data
  const probabilities = outputs.prob?.data
  if (!(classes instanceof BigInt64Array) || !(probabilities instanceof Float32Array)) {
    throw new Error(`${name} gave no classes`)
  }
  const decoded = decodeCtc(classes, probabilities, characters)
  const stepShare = crop.paddedWidthPx / crop.widthPx / classes.length
  const words = wordsOfLine(decoded, step => Math.min(1, (step + 0.5) * stepShare), quad)
  const sum = decoded.reduce((total, character) => total + character.probability, 0)
  return {
    text: words.map(word => word.text).join(' '),
    box: boxOfPoints(quad),
    quad: quad.flatMap(point => [point.x, point.y]),
    confidence: decoded.length === 0 ? 0 : Math.min(1, sum / decoded.length),
    words,
    model: name,
    fontSizePx: quadHeight(quad),
  }
}

import type { Line } from '../../../../src-shared/contract/page.ts'
import type { ReadLinesResult, TextEngine } from '../../../core/ports/text-engine.ts'
import { turnImage } from '../../../core/recognition/images/turn-image.ts'
import { detectLevelLines } from './detection/detect-level-lines.ts'
import { type Detection, detectLines } from './detection/detect-lines.ts'
import { findLoneSigns } from './detection/find-lone-signs.ts'
import { findRotation } from './detection/find-rotation.ts'
import { partStacks } from './detection/part-stacks.ts'
import { reachLastMarks } from './detection/reach-last-marks.ts'
import type { Models } from './models.ts'
import { invertIfDark } from './pixels/invert-if-dark.ts'
import { shrinkPage } from './pixels/shrink-page.ts'
import { type LineQuad, quadAngle, quadHeight, quadWidth } from './quad.ts'
import { bendLine } from './reading/bend-line.ts'
import { mendAddresses } from './reading/mend-addresses.ts'
import { mendLowQuotes } from './reading/mend-low-quotes.ts'
import { mendPrices } from './reading/mend-prices.ts'
import { mendSpecks } from './reading/mend-specks.ts'
import { type QuadReadings, readQuads, readsLatin } from './reading/read-quads.ts'

/** A line less sure than this is no text that we could read. */
const LEAST_CONFIDENCE = 0.5

/** No letter that could be read is lower or narrower. */
const LEAST_SIDE_PX = 6
const NOTHING: ReadLinesResult = { lines: [], notices: [], rotation: 0, skewDegrees: 0 }

const UNSEEN_PRINT =
  'Part of this page looks like small print, and no lines were found in it. Scan it with more dots per inch to have it read.'

const TOO_MANY_LINES =
  'More spots on this page look like text than a page has lines. Only the surest were read: dots or grain are likely in the way. Scan it in grey, or with less contrast.'

/** The PP-OCRv6 engine: finds lines, turns the page upright, reads them. */
export function paddleEngine(models: Models): TextEngine {
  return {
    async findRotation(given) {
      const image = invertIfDark(given)
      const page = { image, shrunk: shrinkPage(image), readsLatin: false, lap: () => undefined }
      const { rotation } = await findRotation(models, page)
      return rotation
    },
    async readLines(request) {
      if (Math.min(request.image.widthPx, request.image.heightPx) < LEAST_SIDE_PX) return NOTHING
      const light = invertIfDark(request.image)
      const asGiven = shrinkPage(light)
      const page = { image: light, shrunk: asGiven, readsLatin: readsLatin(request), lap: request.lap }
      const { rotation, detection: found, readings: known } = await findRotation(models, page)
      const image = turnImage(light, rotation)
      request.lap('orient')
      const detector = await models.detector()
      const shrunk = turnImage(asGiven, rotation)
      const asItLies = found ?? (await detectLines(detector, image, shrunk))
      const level = await detectLevelLines(detector, image, asItLies)
      const { image: readable, detection } = level ?? { image, detection: asItLies }
      const small = level ? shrinkPage(readable) : shrunk
      const whole = reachLastMarks(readable, small, partStacks(readable, detection.lines))
      const quads = [...whole, ...findLoneSigns(readable, small, whole)].map(line => line.quad)
      request.lap('detect')
      const readings = await readQuads({
        ...{ ...request, models, image: readable, quads },
        known: (level ? undefined : known) ?? new Map(),
      })
      const { lines, notices } = sortOut(readings)
      return {
        lines: level ? lines.map(line => bendLine(line, level.bend)) : lines,
        notices: [...noticesOf(detection), ...notices],
        rotation,
        skewDegrees: skewOf(level ? asItLies.lines.map(line => line.quad) : quads),
      }
    },
  }
}

function noticesOf({ hasUnseenPrint, hasTooMany }: Detection): string[] {
  return [...(hasUnseenPrint ? [UNSEEN_PRINT] : []), ...(hasTooMany ? [TOO_MANY_LINES] : [])]
}

function sortOut({
  lines,
  foreign,
  notices: ofReading,
}: QuadReadings): Pick<ReadLinesResult, 'lines' | 'notices'> {
  const withText = lines.filter(line => line.text !== '' && !foreign.has(line))
  const readable = withText.filter(line => line.confidence >= LEAST_CONFIDENCE)
  const notices = [...ofReading]
  const lost = withText.length - readable.length
  if (lost > 0) notices.push(`${linesOf(lost)} could not be read and ${were(lost)} left out.`)
  if (foreign.size > 0) {
    const count = foreign.size
    notices.push(
      `${linesOf(count)} in a script that Pageloom has no letters for ${were(count)} left out. It reads Latin, Chinese and Japanese.`,
    )
  }
  const mended = mendPrices(readable.map(withConfidence))
  return { lines: mendLowQuotes(mendSpecks(mendAddresses(mended))), notices }
}

/** A line is as sure as its words are, each by its letters. The recogniser's own certainty has served its purpose by then. */
function withConfidence(line: Line): Line {
  const letters = line.words.reduce((sum, word) => sum + word.text.length, 0)
  if (letters === 0) return line
  const sum = line.words.reduce((total, word) => total + word.confidence * word.text.length, 0)
  return { ...line, confidence: sum / letters }
}

const linesOf = (count: number): string => `${count} ${count === 1 ? 'line' : 'lines'}`
const were = (count: number): string => (count === 1 ? 'was' : 'were')

/** Steeper lines are no skew: labels of a diagram, text that runs up the side. */
const MOST_SKEW_DEGREES = 15

/** The middle angle of the page's lines, the longer the weightier: boxes around short words lean by chance. */
function skewOf(quads: readonly LineQuad[]): number {
  const level = quads
    .filter(quad => quadWidth(quad) > quadHeight(quad) && Math.abs(quadAngle(quad)) < MOST_SKEW_DEGREES)
    .map(quad => ({ angle: quadAngle(quad), weight: quadWidth(quad) ** 2 }))
    .sort((a, b) => a.angle - b.angle)
  let rest = level.reduce((sum, { weight }) => sum + weight, 0) / 2
  for (const { angle, weight } of level) {
    rest -= weight
    if (rest <= 0) return angle
  }
  return 0
}

import type { Box, Line, Rotation } from '../../../../../src-shared/contract/page.ts'
import type { RecognitionSettings } from '../../../../../src-shared/contract/worker-wire.ts'
import type { GreyImage, OpenPage, TextLayer } from '../../../ports/document-reader.ts'
import type { Lap, TextEngine } from '../../../ports/text-engine.ts'
import { hasInk } from '../../images/has-ink.ts'
import { turnImage } from '../../images/turn-image.ts'
import { heightOf, middleX, middleY, widthOf } from '../placed-line.ts'
import { likeness } from './likeness.ts'
import { linesOfGlyphs } from './lines-of-glyphs.ts'
import { knownScriptShare } from './odd-letters.ts'
import { rotationOfGlyphs, turnBox, turnGlyphs } from './turn-glyphs.ts'

export interface LayerToProve {
  readonly page: OpenPage
  readonly layer: TextLayer
  readonly engine: TextEngine
  readonly settings: RecognitionSettings
  readonly lap: Lap
}

/** So many lines are read, from the top, the middle and the end of the page. */
const PROOFS = 4
const LEAST_LENGTH = 10
/** Longer lines are cut off: the first words tell enough. */
const MOST_LENGTH = 70
const DPI = 150
const POINTS_PER_INCH = 72
/** What is cut out around a line, in heights of it. */
const MARGIN = 0.45
const SHEET_MARGIN_PX = 12
/** Readings less sure than this are no witnesses. */
const SURE = 0.8
/** The layer and what we read must be so alike: both may err a little. */
const LEAST_ALIKE = 0.85
/** Scripts that the recognisers have no letters for can't be proved. */
const KNOWN_SCRIPTS = 0.7
const WHITE = 255
const DARK = 128
/** With so much of the ink outside, a line is not where the layer says. */
const BESIDE = 0.4

/**
 * Whether a few lines of the page, quickly read, say what the layer says where it says it. Costs about a tenth of reading
 * the page, whatever the mode. A layer that can't be proved either way is believed.
 */
export async function layerAgrees(request: LayerToProve): Promise<boolean> {
  const { page, layer, engine, settings, lap } = request
  if (!page.drawArea || knownScriptShare(layer.glyphs) < KNOWN_SCRIPTS) return true
  const rotation = rotationOfGlyphs(layer.glyphs)
  const proofs = chooseProofs(linesOfGlyphs(turnGlyphs(layer.glyphs, rotation, page), POINTS_PER_INCH).lines)
  if (proofs.length < 2) return true
  const strips = proofs.map(proof => cutStrip(page, proof, rotation))
  lap('render')
  const sheet = sheetOf(strips.map(strip => strip.image))
  if (!hasInk(sheet.image)) return !hasInk(page.drawRaster(DPI).image)
  const { language, prompt } = settings
  const read = await engine.readLines({ image: sheet.image, mode: 'fast', language, prompt, lap })
  if (read.rotation !== 0) return false
  return isBorneOut(strips, sheet.tops, read.lines)
}

interface Proof {
  readonly text: string
  /** Points of the page as it is upright. */
  readonly box: Box
}

/** The longest level line of each quarter of the layer, cut to its first words. */
function chooseProofs(lines: readonly Line[]): readonly Proof[] {
  const long = lines.filter(({ box, text }) => widthOf(box) > heightOf(box) && text.length >= LEAST_LENGTH)
  const inOrder = long.toSorted((a, b) => middleY(a.box) - middleY(b.box))
  const size = Math.ceil(inOrder.length / PROOFS)
  return Array.from({ length: PROOFS }, (_, at) => inOrder.slice(at * size, (at + 1) * size)).flatMap(
    quarter => {
      const [longest] = quarter.toSorted((a, b) => b.text.length - a.text.length)
      return longest ? [firstWords(longest)] : []
    },
  )
}

function firstWords({ words, box }: Line): Proof {
  const first: string[] = []
  let right = box.left
  let length = 0
  for (const word of words) {
    if (length > 0 && length + word.text.length > MOST_LENGTH) break
    first.push(word.text)
    length += word.text.length + 1
    right = Math.max(right, word.box.right)
  }
  return { text: first.join(' '), box: { ...box, right } }
}

interface Strip {
  readonly text: string
  readonly image: GreyImage
  /** Where the line stands in it, from its top, in shares of its height. */
  readonly from: number
  readonly to: number
}

function cutStrip(page: OpenPage, { text, box }: Proof, rotation: Rotation): Strip {
  const margin = MARGIN * heightOf(box)
  const isTurned = rotation % 180 !== 0
  const upright = {
    widthPt: isTurned ? page.heightPt : page.widthPt,
    heightPt: isTurned ? page.widthPt : page.heightPt,
  }
  const area = {
    left: Math.max(0, box.left - margin),
    top: Math.max(0, box.top - margin),
    right: Math.min(upright.widthPt, box.right + margin),
    bottom: Math.min(upright.heightPt, box.bottom + margin),
  }
  const shown = turnBox(area, BACK[rotation], upright)
  const drawn = page.drawArea?.(shown, DPI).image ?? {
    widthPx: 1,
    heightPx: 1,
    pixels: new Uint8Array([WHITE]),
  }
  const height = Math.max(1, heightOf(area))
  return {
    ...{ text, image: turnImage(drawn, rotation) },
    from: (box.top - area.top) / height,
    to: (box.bottom - area.top) / height,
  }
}

const BACK = { 0: 0, 90: 270, 180: 180, 270: 90 } as const satisfies Record<Rotation, Rotation>

/** All strips below each other on one picture, which the engine reads at once. */
function sheetOf(strips: readonly GreyImage[]) {
  const widthPx = Math.max(...strips.map(strip => strip.widthPx)) + 2 * SHEET_MARGIN_PX
  const tops: number[] = []
  let heightPx = SHEET_MARGIN_PX
  for (const strip of strips) {
    tops.push(heightPx)
    heightPx += strip.heightPx + SHEET_MARGIN_PX
  }
  const pixels = new Uint8Array(widthPx * heightPx).fill(WHITE)
  for (const [index, strip] of strips.entries())
    for (let y = 0; y < strip.heightPx; y++) {
      const row = strip.pixels.subarray(y * strip.widthPx, (y + 1) * strip.widthPx)
      pixels.set(row, ((tops[index] ?? 0) + y) * widthPx + SHEET_MARGIN_PX)
    }
  return { tops, image: { widthPx, heightPx, pixels } }
}

/** Whether the sure readings are mostly what the layer says. A line that stands beside the ink speaks against it too. */
function isBorneOut(strips: readonly Strip[], tops: readonly number[], lines: readonly Line[]): boolean {
  const scores = strips.flatMap((strip, index) => {
    const top = tops[index] ?? 0
    const own = lines
      .filter(({ box }) => {
        const at = (middleY(box) - top) / strip.image.heightPx
        return at > strip.from && at < strip.to
      })
      .toSorted((a, b) => middleX(a.box) - middleX(b.box))
    const isSure = own.length > 0 && own.every(line => line.confidence >= SURE)
    if (isSure) return [likeness(strip.text, own.map(line => line.text).join(' '))]
    return standsBesideInk(strip) ? [0] : []
  })
  if (scores.length < 2) return true
  return scores.reduce((sum, score) => sum + score, 0) / scores.length >= LEAST_ALIKE
}

/** Whether much of the strip's ink is above and below the line: it cuts other lines, or there is nothing. */
function standsBesideInk({ image, from, to }: Strip): boolean {
  const { widthPx, heightPx, pixels } = image
  let within = 0
  let outside = 0
  for (let y = 0; y < heightPx; y++) {
    const isWithin = y >= from * heightPx && y < to * heightPx
    for (const grey of pixels.subarray(y * widthPx, (y + 1) * widthPx)) {
      if (grey > DARK) continue
      if (isWithin) within++
      else outside++
    }
  }
  return outside >= BESIDE * (within + outside)
}

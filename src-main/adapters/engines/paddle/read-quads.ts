import type { Language, RecognitionMode } from '../../../../src-shared/contract/engine.ts'
import type { Line } from '../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import type { Lap } from '../../../core/ports/text-engine.ts'
import { cjkShare } from './cjk-share.ts'
import type { Models, Recogniser } from './models.ts'
import { type LineQuad, quadWidth } from './quad.ts'
import { readEitherWay } from './read-either-way.ts'

interface Reading {
  readonly image: GreyImage
  readonly mode: RecognitionMode
  readonly language: Language
  readonly lap: Lap
}

/** Lines less sure than this are read again by the larger model. */
const SURE = 0.95
/** The larger model wins unless it is less sure by more than this. */
const HANDICAP = 0.05
/** Latin lines below this may be of another script. */
const DOUBTFUL = 0.8
/** How many lines are tried to tell the script of a page. */
const PROBE_LINES = 6
/** A page with this share of Chinese or Japanese among its probed characters is read by the full head. */
const CJK_PAGE_SHARE = 0.3
/** The full head must be this sure before a line counts as Chinese or Japanese. */
const CJK_SURE = 0.7

/** Reads all lines of an upright page with the models that its mode and script ask for. */
export async function readQuads(
  models: Models,
  reading: Reading,
  quads: readonly LineQuad[],
): Promise<Line[]> {
  if (await isCjkPage(models, reading, quads)) {
    return await readTwice(models, reading, quads, ['tiny-full', 'small-full'])
  }
  const lines = await readTwice(models, reading, quads, ['tiny-latin', 'small-latin'])
  if (reading.language === 'latin') return lines
  return await rereadOtherScripts(models, reading, quads, lines)
}

async function isCjkPage(models: Models, reading: Reading, quads: readonly LineQuad[]): Promise<boolean> {
  if (reading.language !== 'auto') return reading.language === 'cjk'
  const probes = quads.toSorted((a, b) => quadWidth(b) - quadWidth(a)).slice(0, PROBE_LINES)
  const latin = await models.recogniser('tiny-latin')
  const doubtful: LineQuad[] = []
  for (const quad of probes) {
    const line = await readEitherWay(latin, reading.image, quad)
    if (line.confidence < DOUBTFUL) doubtful.push(quad)
  }
  reading.lap('recognise')
  if (doubtful.length * 2 <= probes.length) return false
  const full = await models.recogniser('tiny-full')
  const lines: Line[] = []
  for (const quad of doubtful) lines.push(await readEitherWay(full, reading.image, quad))
  reading.lap('recognise')
  const sure = lines.filter(line => line.confidence > CJK_SURE)
  return sure.length > 0 && cjkShare(sure.map(line => line.text).join('')) > CJK_PAGE_SHARE
}

async function readTwice(
  models: Models,
  reading: Reading,
  quads: readonly LineQuad[],
  [quick, careful]: readonly ['tiny-latin' | 'tiny-full', 'small-latin' | 'small-full'],
): Promise<Line[]> {
  const lines: Line[] = []
  const first = await models.recogniser(reading.mode === 'accurate' ? careful : quick)
  for (const quad of quads) lines.push(await readEitherWay(first, reading.image, quad))
  reading.lap('recognise')
  if (reading.mode !== 'balanced') return lines
  const better = await improve(await models.recogniser(careful), reading.image, quads, lines)
  reading.lap('reread')
  return better
}

async function improve(
  recogniser: Recogniser,
  image: GreyImage,
  quads: readonly LineQuad[],
  lines: readonly Line[],
): Promise<Line[]> {
  const improved: Line[] = []
  for (const [index, line] of lines.entries()) {
    const quad = quads[index]
    if (!quad || line.confidence >= SURE) {
      improved.push(line)
      continue
    }
    const again = await readEitherWay(recogniser, image, quad)
    improved.push(again.confidence >= line.confidence - HANDICAP ? again : line)
  }
  return improved
}

/** A few Chinese or Japanese lines on a Latin page. */
async function rereadOtherScripts(
  models: Models,
  reading: Reading,
  quads: readonly LineQuad[],
  lines: readonly Line[],
): Promise<Line[]> {
  const doubtful = [...lines.keys()].filter(index => (lines[index]?.confidence ?? 1) < DOUBTFUL)
  if (doubtful.length === 0 || reading.mode === 'fast') return [...lines]
  const full = await models.recogniser('small-full')
  const reread = [...lines]
  let misses = 0
  for (const index of doubtful) {
    const quad = quads[index]
    const line = lines[index]
    if (!quad || !line || misses >= PROBE_LINES) continue
    const again = await readEitherWay(full, reading.image, quad)
    const isOtherScript = cjkShare(again.text) > 0 && again.confidence > Math.max(CJK_SURE, line.confidence)
    if (isOtherScript) reread[index] = again
    else misses++
  }
  reading.lap('reread')
  return reread
}

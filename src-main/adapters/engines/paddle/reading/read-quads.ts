import type { Line } from '../../../../../src-shared/contract/page.ts'
import type { ReadLinesRequest } from '../../../../core/ports/text-engine.ts'
import { noticeOfLoss } from '../../../../core/recognition/notice-of-loss.ts'
import type { Models, RecogniserName } from '../models.ts'
import { type LineQuad, quadWidth, sliceQuad } from '../quad.ts'
import { cjkShare } from './cjk-share.ts'
import type { LineReading } from './line-reading.ts'
import { mendPage } from './mend-page.ts'
import { readEitherWay, UPSIDE_DOWN } from './read-either-way.ts'
import { recogniseAt } from './recognise-line.ts'
import { repeatsOneSign } from './repeats-one-sign.ts'
import { rereadDoubtful } from './reread-doubtful.ts'
import { rereadWords } from './reread-words.ts'
import { tellScript, tellsScript } from './tell-script.ts'

/** A page on its way through the recognisers: `lines[i]` is what was read at `quads[i]`. */
interface PageToRead extends Omit<ReadLinesRequest, 'prompt'> {
  readonly models: Models
  readonly quads: readonly LineQuad[]
  /** What the quick Latin model has read of them before. */
  readonly known: ReadonlyMap<LineQuad, LineReading>
}

interface PageReading extends PageToRead {
  /** No model reads the same line twice. Keys are names of models, each with its lines by index. */
  readonly read: Map<RecogniserName, Map<number, LineReading>>
  /** Lines whose doubtful words the careful model read again, and found no letters there, or others. */
  readonly unconfirmed: Set<number>
  /** How many lines in a row were no surer upside down. */
  readonly turns: { inVain: number }
  readonly notices: string[]
}

/** The two heads of the recognisers; each has a quick and a careful model. */
const HEADS = {
  latin: { quick: 'tiny-latin', careful: 'small-latin' },
  full: { quick: 'tiny-full', careful: 'small-full' },
} as const
type Head = keyof typeof HEADS

/** Latin lines below this may be of another script. */
const DOUBTFUL = 0.8
/** How many lines are tried to tell the script of a page. */
const PROBE_LINES = 6
/** A page with this share of Chinese or Japanese among its probed letters is read by the full head. */
const CJK_PAGE_SHARE = 0.3
/** After this many lines in a row that were no surer upside down, no more are turned. */
const MOST_TURNS = 6
/** Lines less sure than this may be of a script that no model has letters for. */
const STRANGE = 0.92
/** Where this share of the lines that could be told is of another script, all doubtful ones are. */
const MOST_LINES = 0.75
/** Lines less sure than this are likely faint or curved print. */
const WORN = 0.7
/** The full head must be this sure before a line counts as Chinese or Japanese. */
const CJK_SURE = 0.7
/** Of a line less sure with such signs the careful model is asked too: the quick one takes Hangul for Chinese. */
const KNOWN_CJK = 0.9

/** What the recognisers made of a page. */
export interface QuadReadings {
  /** In the order of the quads. */
  readonly lines: readonly Line[]
  /** Those of `lines` that are of a script that no model has letters for: their text is guesswork. */
  readonly foreign: ReadonlySet<Line>
  readonly notices: readonly string[]
}

/** Reads all lines of an upright page with the models that its mode and script ask for. */
export async function readQuads(toRead: PageToRead): Promise<QuadReadings> {
  const page: PageReading = {
    ...{ ...toRead, read: new Map(), unconfirmed: new Set() },
    ...{ turns: { inVain: 0 }, notices: [] },
  }
  return { ...(await readAsTold(page)), notices: page.notices }
}

type SortedLines = Omit<QuadReadings, 'notices'>

async function readAsTold(page: PageReading): Promise<SortedLines> {
  if (page.language === 'cjk') return await readFull(page)
  if (page.language === 'latin') return await tellForeign(page, await readLatin(page))
  if (await isCjkPage(page, await readProbes(page))) return await readFull(page)
  return await tellForeign(page, await rereadOtherScripts(page, await readLatin(page)))
}

async function readFull(page: PageReading): Promise<SortedLines> {
  const lines = (await readFirst(page, 'full')).map(reading => reading.line)
  // The quick model has no kana: even in the fast mode its doubtful lines are read again.
  const better =
    page.mode === 'accurate'
      ? lines
      : await rereadDoubtful(lines, index => readAt(page, HEADS.full.careful, index))
  page.lap('reread')
  return { lines: better, foreign: new Set() }
}

/** Both models' word on doubtful lines. Where most of them are foreign, all are but those that the careful model knows. */
async function tellForeign(page: PageReading, lines: readonly Line[]): Promise<SortedLines> {
  const strange = [...lines.keys()].filter(index => isStrange(lines[index]))
  const foreign: { readonly index: number; readonly quick: Line; readonly careful: Line }[] = []
  const known = new Set<number>()
  for (const [place, index] of linesToTry(page, strange, lines).entries()) {
    if (page.mode !== 'accurate' && isTold(page, place, foreign.length)) break
    const quick = await readAt(page, HEADS.latin.quick, index)
    if (!tellsScript(quick)) continue
    const careful = await readAt(page, HEADS.latin.careful, index)
    const verdict = tellScript(quick, careful)
    if (verdict === 'foreign') foreign.push({ index, quick, careful })
    if (verdict === 'known') known.add(index)
  }
  page.lap('reread')
  const speakForAll =
    foreign.length >= PROBE_LINES / 2 && foreign.length >= MOST_LINES * (foreign.length + known.size)
  if (speakForAll) {
    const doubtful = strange.filter(index => !known.has(index))
    return { lines, foreign: new Set(doubtful.flatMap(index => lines[index] ?? [])) }
  }
  const told = [...lines]
  const alone = new Set<Line>()
  for (const { index, quick, careful } of foreign) {
    const line = lines[index] ?? quick
    // By itself, a line that even the quick model was not sure of is rather worn than foreign.
    if (quick.confidence > WORN) alone.add(line)
    else told[index] = { ...line, confidence: Math.min(line.confidence, careful.confidence) }
  }
  return { lines: told, foreign: alone }
}

/** The widest first. Of a page that is not strange as a whole, `balanced` leaves out what rereading words has confirmed. */
function linesToTry(page: PageReading, strange: readonly number[], lines: readonly Line[]): number[] {
  const triesAll = page.mode !== 'balanced' || strange.length > lines.length / 2
  const mayBeForeign = (index: number): boolean =>
    page.unconfirmed.has(index) || (lines[index]?.confidence ?? 0) < DOUBTFUL
  const tried = triesAll ? strange : strange.filter(mayBeForeign)
  return tried.toSorted((a, b) => widthAt(page, b) - widthAt(page, a))
}

/** Whether so many lines tell enough, so many of them foreign: none of the first ones, or most of twice as many. */
const isTold = ({ mode }: PageReading, tried: number, foreign: number): boolean =>
  foreign === 0
    ? tried >= PROBE_LINES
    : tried >= 2 * PROBE_LINES && (mode === 'fast' || foreign > MOST_LINES * tried)

const isStrange = (line: Line | undefined): boolean =>
  line !== undefined && line.confidence < STRANGE && cjkShare(line.text) === 0

/** Reads the longest lines first: they tell most about the page. */
async function readProbes(page: PageReading): Promise<Map<number, Line>> {
  const longest = [...page.quads.keys()].sort((a, b) => widthAt(page, b) - widthAt(page, a))
  const name = firstModel(page, 'latin')
  const probes = new Map<number, Line>()
  for (const index of longest.slice(0, PROBE_LINES)) probes.set(index, await readAt(page, name, index))
  page.lap('recognise')
  return probes
}

async function isCjkPage(page: PageReading, probes: ReadonlyMap<number, Line>): Promise<boolean> {
  const doubtful = [...probes].filter(([, line]) => line.confidence < DOUBTFUL).map(([index]) => index)
  if (doubtful.length === 0 || doubtful.length * 3 < probes.size) return false
  const sure: Line[] = []
  for (const index of doubtful) {
    const quick = await readAt(page, HEADS.full.quick, index)
    if (quick.confidence <= CJK_SURE) continue
    const mayBeOther = quick.confidence < KNOWN_CJK && cjkShare(quick.text) > 0
    const line = mayBeOther ? await readAt(page, HEADS.full.careful, index) : quick
    if (line.confidence > CJK_SURE) sure.push(line)
  }
  page.lap('recognise')
  return cjkShare(sure.map(line => line.text).join('')) > CJK_PAGE_SHARE
}

/** The lines as the first model of the mode reads them. */
async function readFirst(page: PageReading, head: Head): Promise<LineReading[]> {
  const readings: LineReading[] = []
  for (const index of page.quads.keys()) readings.push(await readingAt(page, firstModel(page, head), index))
  page.lap('recognise')
  return readings
}

async function readLatin(page: PageReading): Promise<Line[]> {
  const readings = await readFirst(page, 'latin')
  const best = page.mode === 'balanced' ? await rereadLatin(page, readings) : readings
  const mended = await spellWell(page, best)
  page.lap('reread')
  return mended.map(reading => reading.line)
}

/** The letters as the language of the page spells them; as they were read where its models are lost, and says so. */
async function spellWell(
  page: PageReading,
  readings: readonly LineReading[],
): Promise<readonly LineReading[]> {
  try {
    return await mendPage(readings, page.models.spelling)
  } catch (error) {
    const notice = noticeOfLoss(
      'Doubtful letters of this page were told without a model of its language',
      error,
    )
    if (notice === undefined) throw error
    page.notices.push(notice)
    return readings
  }
}

async function rereadLatin(page: PageReading, readings: readonly LineReading[]) {
  const recogniser = await page.models.recogniser(HEADS.latin.careful)
  const { lines, unconfirmed } = await rereadWords(readings, {
    name: recogniser.name,
    readLine: index => readingAt(page, HEADS.latin.careful, index),
    readStretch: ({ quad, squeeze }, from, to) =>
      recogniseAt(recogniser, page.image, { quad: sliceQuad(quad, from, to), squeeze }),
  })
  for (const index of unconfirmed) page.unconfirmed.add(index)
  return lines
}

/** A few Chinese or Japanese lines on a Latin page. */
async function rereadOtherScripts(page: PageReading, lines: readonly Line[]): Promise<Line[]> {
  if (page.mode === 'fast') return [...lines]
  const reread: Line[] = []
  let misses = 0
  for (const [index, line] of lines.entries()) {
    const isWorthTrying = line.confidence < DOUBTFUL && misses < PROBE_LINES
    const again =
      isWorthTrying && (await seemsCjk(page, index)) ? await readAt(page, HEADS.full.careful, index) : line
    const isOtherScript =
      cjkShare(again.text) > 0 &&
      !repeatsOneSign(again.text) &&
      again.confidence > Math.max(CJK_SURE, line.confidence)
    if (isWorthTrying && !isOtherScript) misses++
    reread.push(isOtherScript ? again : line)
  }
  page.lap('reread')
  return reread
}

/** The quick full model is no judge of kana, which it takes for other signs, but it sees that a line is not Latin. */
async function seemsCjk(page: PageReading, index: number): Promise<boolean> {
  const line = await readAt(page, HEADS.full.quick, index)
  return cjkShare(line.text) > CJK_PAGE_SHARE
}

/** Whether the quick Latin model reads the longest lines of a page first. */
export const readsLatin = ({ mode, language }: Pick<ReadLinesRequest, 'mode' | 'language'>): boolean =>
  mode !== 'accurate' && language !== 'cjk'

const firstModel = (page: PageReading, head: Head): RecogniserName =>
  page.mode === 'accurate' ? HEADS[head].careful : HEADS[head].quick

async function readAt(page: PageReading, name: RecogniserName, index: number): Promise<Line> {
  return (await readingAt(page, name, index)).line
}

async function readingAt(page: PageReading, name: RecogniserName, index: number): Promise<LineReading> {
  const ofModel = page.read.get(name) ?? new Map<number, LineReading>()
  page.read.set(name, ofModel)
  const read = ofModel.get(index)
  if (read) return read
  const quad = page.quads[index]
  if (!quad) throw new RangeError(`no line ${index}`)
  const mayStandOnHead = page.turns.inVain < MOST_TURNS
  const recogniser = await page.models.recogniser(name)
  const level = name === HEADS.latin.quick ? page.known.get(quad) : undefined
  const reading = await readEitherWay(recogniser, page.image, { quad, level, mayStandOnHead })
  if (reading.quad !== quad) page.turns.inVain = 0
  else if (reading.line.confidence < UPSIDE_DOWN) page.turns.inVain++
  ofModel.set(index, reading)
  return reading
}

function widthAt(page: PageReading, index: number): number {
  const quad = page.quads[index]
  return quad ? quadWidth(quad) : 0
}

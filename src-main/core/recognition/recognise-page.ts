import type { Box, Page, PageOutcome, Rotation } from '../../../src-shared/contract/page.ts'
import type { PageSource, RecognitionSettings } from '../../../src-shared/contract/worker-wire.ts'
import type {
  ContentImage,
  GreyImage,
  OpenDocument,
  OpenPage,
  OutlineEntry,
  PageContent,
  PageRaster,
  TextLayer,
} from '../ports/document-reader.ts'
import type { EncodeFigure } from '../ports/encode-figure.ts'
import type { LayoutModel } from '../ports/layout-model.ts'
import type { TableModel } from '../ports/table-model.ts'
import type { TextEngine } from '../ports/text-engine.ts'
import { checkOutcome } from './check-outcome.ts'
import { groundOf } from './images/ground-of.ts'
import { hasInk } from './images/has-ink.ts'
import { layOutPixels } from './lay-out-pixels.ts'
import { spareModels } from './spare-models.ts'
import { cutFigures } from './stages/figures/cut-figures.ts'
import type { PictureText } from './stages/figures/insert-pictures.ts'
import { readPictures } from './stages/figures/read-pictures.ts'
import { placeRegions } from './stages/place-regions.ts'
import { roundConfidence, roundRegions } from './stages/round-regions.ts'
import { scaleBox, scaleRegions } from './stages/scale-regions.ts'
import { chooseSource } from './stages/text-layer/choose-source.ts'
import { glyphsOnPage } from './stages/text-layer/glyphs-on-page.ts'
import { layOutLayer } from './stages/text-layer/lay-out-layer.ts'
import { layOutVertical, withVertical } from './stages/text-layer/lay-out-vertical.ts'
import { linesOfGlyphs } from './stages/text-layer/lines-of-glyphs.ts'
import { partVertical } from './stages/text-layer/part-vertical.ts'
import { layerAgrees } from './stages/text-layer/prove-layer.ts'
import { rotationOfGlyphs, turnBox, turnGlyphs } from './stages/text-layer/turn-glyphs.ts'
import { type Stopwatch, startStopwatch } from './stopwatch.ts'

export interface RecognisePageRequest {
  readonly document: OpenDocument
  readonly source: Pick<PageSource, 'number' | 'documentNumber' | 'pageInDocument'>
  readonly settings: RecognitionSettings
  readonly engine: TextEngine
  /** Where it is left out, geometry alone lays pages out. */
  readonly layout?: LayoutModel
  /** Where it is left out, rulings and places of words alone tell the cells of tables. */
  readonly tableModel?: TableModel
  /** Keeps a picture of the page's text beside the result; left out where nobody wants it. */
  readonly keepFigure?: (image: ContentImage) => Promise<void>
  /** Makes files of figures that are cut out of the page; left out where nobody wants them. */
  readonly encodeFigure?: EncodeFigure
  /** Draws a page whose pixels somebody else reads, and tells how it was turned; the outcome has no regions then. */
  readonly handOver?: (page: OpenPage, raster: PageRaster) => Promise<Rotation>
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

/** What a page's boxes refer to where nobody asked for another resolution. */
const USUAL_DPI = 200
/** The same where a page was never on paper: browsers and office programs count so. */
const SCREEN_DPI = 96
const POINTS_PER_INCH = 72

/** Reads one page: from its text layer where that can be trusted, otherwise from its pixels. Throws ProblemError. */
export async function recognisePage(request: RecognisePageRequest): Promise<PageOutcome> {
  const watch = startStopwatch(request.now)
  const page = request.document.openPage(request.source.pageInDocument)
  try {
    watch.lap('open')
    const content = await page.readContent?.(request.source.number)
    if (content) return rounded(checkOutcome(await readFromContent({ ...request, page, watch }, content)))
    const layer = wantsLayer(request.settings) ? glyphsOnPage(page.readTextLayer(), page) : undefined
    watch.lap('text-layer')
    return rounded(checkOutcome(await readPage({ ...request, page, watch }, layer)))
  } finally {
    page.close()
  }
}

function rounded(outcome: PageOutcome): PageOutcome {
  if (outcome.kind === 'failed') return outcome
  const { page } = outcome
  const confidence = roundConfidence(page.confidence)
  return { ...outcome, page: { ...page, confidence, regions: roundRegions(page.regions) } }
}

/** Engines made for tests see the pixels of every page. */
function wantsLayer({ engine, forceOcr }: RecognitionSettings): boolean {
  return !forceOcr && (engine === 'paddle' || engine === 'text-layer')
}

/** A page that is being read. */
interface Work extends RecognisePageRequest {
  readonly page: OpenPage
  readonly watch: Stopwatch
}

async function readPage(work: Work, layer: TextLayer | undefined): Promise<PageOutcome> {
  const { engine, forceOcr } = work.settings
  if (layer && engine === 'text-layer') return await readFromLayer(work, layer)
  const { run } = chooseSource(layer, forceOcr)
  if (layer && (run === 'text-layer' || (run === 'prove' && (await isProved(work, layer)))))
    return await readFromLayer(work, layer)
  return await readFromPixels(work)
}

/** Other engines are no judges of a layer: they read slowly, or not at all. */
async function isProved({ page, engine, settings, watch }: Work, layer: TextLayer): Promise<boolean> {
  if (settings.engine !== 'paddle') return true
  return await layerAgrees({ page, layer, engine, settings, lap: watch.lap })
}

async function readFromContent(work: Work, content: PageContent): Promise<PageOutcome> {
  const { page, watch } = work
  for (const image of content.images) await work.keepFigure?.(image)
  const dpi = work.settings.dpi ?? SCREEN_DPI
  const pixels = (points: number) => Math.max(1, Math.round((points * dpi) / POINTS_PER_INCH))
  const size = { widthPx: pixels(page.widthPt), heightPx: pixels(page.heightPt) }
  const regions = placeRegions(content.regions, { ...size, factor: dpi / POINTS_PER_INCH })
  watch.lap('text-layer')
  return {
    kind: regions.length === 0 ? 'blank' : 'recognised',
    page: {
      ...pageOf(work),
      ...size,
      dpi,
      regions,
      source: 'text-layer',
      engine: 'text-layer',
      notices: [...content.notices],
    },
  }
}

async function readFromLayer(work: Work, layer: TextLayer): Promise<PageOutcome> {
  const { page, watch } = work
  const dpi = work.settings.dpi ?? USUAL_DPI
  const rotation = rotationOfGlyphs(layer.glyphs)
  const isLevel = rotation === 0
  const isTurned = rotation % 180 !== 0
  const pixels = (points: number) => Math.max(1, Math.round((points * dpi) / POINTS_PER_INCH))
  const widthPx = pixels(isTurned ? page.heightPt : page.widthPt)
  const heightPx = pixels(isTurned ? page.widthPt : page.heightPt)
  const links = isLevel ? layer.links : undefined
  const { vertical, level } = partVertical(turnGlyphs(layer.glyphs, rotation, page))
  const { lines, styles, signs } = linesOfGlyphs(level, dpi, links)
  watch.lap('text-layer')
  const pictures = await textOfPictures(work, layer, { dpi, rotation })
  const layout = { heightPx, skewDegrees: 0, outline: outlineOf(work), styles }
  const laidOut = layOutLayer({ page, layer, rotation, dpi, lines, signs, pictures, layout })
  const columns = layOutVertical(vertical, { widthPx, heightPx, dpi })
  const all = columns.length === 0 ? laidOut : withVertical(laidOut, columns)
  watch.lap('layout')
  const regions = await cutFigures(all, {
    ...work,
    widthPx,
    heightPx,
    rotation,
    ...(isLevel ? { layerDpi: dpi } : {}),
  })
  watch.lap('figures')
  return {
    kind: 'recognised',
    page: {
      ...pageOf(work),
      ...{
        widthPx,
        heightPx,
        dpi,
        rotation,
        regions: [...regions],
        source: 'text-layer',
        engine: 'text-layer',
        confidence: meanConfidence([...lines, ...[...columns, ...pictures].flatMap(each => each.lines)]),
      },
    },
  }
}

/** What is written in the page's pictures, in pixels of the upright page. */
async function textOfPictures(
  work: Work,
  layer: TextLayer,
  { dpi, rotation }: { readonly dpi: number; readonly rotation: Rotation },
): Promise<readonly PictureText[]> {
  const { page, engine, settings, watch } = work
  if (settings.engine !== 'paddle') return []
  const pictures = await readPictures({ page, layer, engine, settings, lap: watch.lap })
  const toPixels = (box: Box) => scaleBox(turnBox(box, rotation, page), dpi / POINTS_PER_INCH)
  return pictures.map(({ box, lines }) => ({
    box: toPixels(box),
    lines: lines.map(line => ({
      ...line,
      box: toPixels(line.box),
      words: line.words.map(word => ({ ...word, box: toPixels(word.box) })),
    })),
  }))
}

async function readFromPixels(work: Work): Promise<PageOutcome> {
  const { page, watch, settings, engine } = work
  await page.prepareDrawing?.()
  const raster = page.drawRaster(settings.dpi)
  watch.lap('render')
  const factor = settings.dpi === null ? 1 : settings.dpi / raster.dpi
  const dpi = raster.dpi * factor
  const ground = groundOf(raster.image)
  if (!hasInk(raster.image, ground)) {
    watch.lap('render')
    const blank = { ...pageOf(work), dpi, ...sizeAt(raster.image, 0, factor) }
    return { kind: 'blank', page: blank }
  }
  if (work.handOver) {
    const rotation = await work.handOver(page, raster)
    watch.lap('draw')
    const unread = { ...pageOf(work), dpi, rotation, ...sizeAt(raster.image, rotation, factor) }
    return { kind: 'recognised', page: unread }
  }
  const { mode, language, prompt } = settings
  const read = await engine.readLines({ image: raster.image, mode, language, prompt, lap: watch.lap })
  const upright = sizeAt(raster.image, read.rotation, 1)
  const models = spareModels(work)
  const laidOut = await layOutPixels({
    ...{ image: raster.image, ground, read, mode, outline: outlineOf(work) },
    ...models,
  })
  watch.lap('layout')
  const regions = await cutFigures(laidOut, { ...work, ...upright, rotation: read.rotation })
  watch.lap('figures')
  const notices =
    read.lines.length === 0 && read.notices.length === 0
      ? ['No text was found on this page.']
      : [...read.notices, ...models.notices()]
  return {
    kind: 'recognised',
    page: {
      ...pageOf(work),
      ...sizeAt(raster.image, read.rotation, factor),
      dpi,
      rotation: read.rotation,
      skewDegrees: read.skewDegrees,
      confidence: meanConfidence(read.lines),
      regions: scaleRegions(regions, factor),
      notices,
    },
  }
}

/** The headings that the document's own outline names on the page. */
function outlineOf({ document, source }: Work): readonly OutlineEntry[] {
  const entries = document.outline?.() ?? []
  return entries.filter(entry => entry.pageInDocument === source.pageInDocument)
}

/** What all outcomes of a page have in common; the rest is filled in by whoever read it. */
function pageOf({ source, settings, watch }: Work): Page {
  return {
    number: source.number,
    documentNumber: source.documentNumber,
    pageInDocument: source.pageInDocument,
    widthPx: 1,
    heightPx: 1,
    dpi: USUAL_DPI,
    rotation: 0,
    skewDegrees: 0,
    source: 'ocr',
    engine: settings.engine,
    mode: settings.mode,
    confidence: 1,
    regions: [],
    notices: [],
    timings: watch.timings(),
  }
}

/** Size of the page image once it is turned and brought to another resolution. */
function sizeAt(image: GreyImage, rotation: Rotation, factor: number) {
  const scaled = (side: number) => Math.max(1, Math.round(side * factor))
  const [widthPx, heightPx] = [scaled(image.widthPx), scaled(image.heightPx)]
  return rotation % 180 === 0 ? { widthPx, heightPx } : { widthPx: heightPx, heightPx: widthPx }
}

/** Weighted by characters: a doubtful page number does not make a doubtful page. */
function meanConfidence(lines: readonly { readonly text: string; readonly confidence: number }[]): number {
  const characters = lines.reduce((sum, line) => sum + line.text.length, 0)
  if (characters === 0) return 0
  return lines.reduce((sum, line) => sum + line.confidence * line.text.length, 0) / characters
}

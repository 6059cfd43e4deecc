import type { EngineName } from '../../../src-shared/contract/engine.ts'
import type { Page, PageOutcome, Rotation } from '../../../src-shared/contract/page.ts'
import type { PageSource, RecognitionSettings } from '../../../src-shared/contract/worker-wire.ts'
import type { OpenDocument, OpenPage, TextLayer } from '../ports/document-reader.ts'
import type { TextEngine } from '../ports/text-engine.ts'
import { checkOutcome } from './check-outcome.ts'
import { chooseSource } from './stages/choose-source.ts'
import { hasInk } from './stages/has-ink.ts'
import { layOutPage } from './stages/lay-out-page.ts'
import { linesOfGlyphs } from './stages/lines-of-glyphs.ts'
import { scaleRegions } from './stages/scale-regions.ts'
import { type Stopwatch, startStopwatch } from './stopwatch.ts'

export interface RecognisePageRequest {
  readonly document: OpenDocument
  readonly source: Pick<PageSource, 'number' | 'documentNumber' | 'pageInDocument'>
  readonly settings: RecognitionSettings
  readonly engine: TextEngine
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

/** What a page's boxes refer to where nobody asked for another resolution. */
const USUAL_DPI = 200
const POINTS_PER_INCH = 72

/** Reads one page: from its text layer where that can be trusted, otherwise from its pixels. Throws ProblemError. */
export async function recognisePage(request: RecognisePageRequest): Promise<PageOutcome> {
  const watch = startStopwatch(request.now)
  const page = request.document.openPage(request.source.pageInDocument)
  try {
    watch.lap('open')
    const layer = wantsLayer(request.settings) ? page.readTextLayer() : undefined
    watch.lap('text-layer')
    const outcome = await readPage(request, page, layer, watch)
    return checkOutcome(outcome)
  } finally {
    page.close()
  }
}

/** Engines made for tests see the pixels of every page. */
function wantsLayer({ engine, forceOcr }: RecognitionSettings): boolean {
  return !forceOcr && (engine === 'paddle' || engine === 'text-layer')
}

async function readPage(
  request: RecognisePageRequest,
  page: OpenPage,
  layer: TextLayer | undefined,
  watch: Stopwatch,
): Promise<PageOutcome> {
  const { settings } = request
  const choice = chooseSource(layer, settings.forceOcr)
  if (layer && (choice.run === 'text-layer' || settings.engine === 'text-layer')) {
    return readFromLayer(request, page, layer, watch)
  }
  return await readFromPixels(request, page, watch)
}

function readFromLayer(
  request: RecognisePageRequest,
  page: OpenPage,
  layer: TextLayer,
  watch: Stopwatch,
): PageOutcome {
  const dpi = request.settings.dpi ?? USUAL_DPI
  const widthPx = Math.max(1, Math.round((page.widthPt * dpi) / POINTS_PER_INCH))
  const heightPx = Math.max(1, Math.round((page.heightPt * dpi) / POINTS_PER_INCH))
  const lines = linesOfGlyphs(layer.glyphs, dpi)
  watch.lap('text-layer')
  const regions = layOutPage(lines, heightPx, 0)
  watch.lap('layout')
  return {
    kind: 'recognised',
    page: {
      ...pageOf(request, watch),
      ...{ widthPx, heightPx, dpi, regions, source: 'text-layer', engine: 'text-layer', confidence: 1 },
    },
  }
}

async function readFromPixels(
  request: RecognisePageRequest,
  page: OpenPage,
  watch: Stopwatch,
): Promise<PageOutcome> {
  const { settings, engine } = request
  const raster = page.drawRaster(settings.dpi)
  watch.lap('render')
  const { widthPx, heightPx } = raster.image
  const factor = settings.dpi === null ? 1 : settings.dpi / raster.dpi
  const dpi = raster.dpi * factor
  if (!hasInk(raster.image)) {
    watch.lap('render')
    const blank = { ...pageOf(request, watch), dpi, ...scaledSize(widthPx, heightPx, 0, factor) }
    return { kind: 'blank', page: blank }
  }
  const { mode, language, prompt } = settings
  const read = await engine.readLines({ image: raster.image, mode, language, prompt, lap: watch.lap })
  const upright = scaledSize(widthPx, heightPx, read.rotation, 1)
  const regions = layOutPage(read.lines, upright.heightPx, read.skewDegrees)
  watch.lap('layout')
  const notices =
    read.lines.length === 0 ? ['No text was found on this page.', ...read.notices] : [...read.notices]
  return {
    kind: 'recognised',
    page: {
      ...pageOf(request, watch),
      ...scaledSize(widthPx, heightPx, read.rotation, factor),
      dpi,
      rotation: read.rotation,
      skewDegrees: read.skewDegrees,
      confidence: meanConfidence(read.lines),
      regions: scaleRegions(regions, factor),
      notices,
    },
  }
}

/** What all outcomes of a page have in common; the rest is filled in by whoever read it. */
function pageOf({ source, settings }: RecognisePageRequest, watch: Stopwatch): Page {
  const engine: EngineName = settings.engine === 'text-layer' ? 'paddle' : settings.engine
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
    engine,
    mode: settings.mode,
    confidence: 1,
    regions: [],
    notices: [],
    timings: watch.timings(),
  }
}

function scaledSize(widthPx: number, heightPx: number, rotation: Rotation, factor: number) {
  const isTurned = rotation === 90 || rotation === 270
  const scaled = (side: number) => Math.max(1, Math.round(side * factor))
  return {
    widthPx: scaled(isTurned ? heightPx : widthPx),
    heightPx: scaled(isTurned ? widthPx : heightPx),
  }
}

/** Weighted by characters: a doubtful page number does not make a doubtful page. */
function meanConfidence(lines: readonly { readonly text: string; readonly confidence: number }[]): number {
  const characters = lines.reduce((sum, line) => sum + line.text.length, 0)
  if (characters === 0) return 0
  return lines.reduce((sum, line) => sum + line.confidence * line.text.length, 0) / characters
}

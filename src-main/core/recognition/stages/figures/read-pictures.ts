import type { Box, Line, Rotation } from '../../../../../src-shared/contract/page.ts'
import type { RecognitionSettings } from '../../../../../src-shared/contract/worker-wire.ts'
import type { GreyImage, OpenPage, TextLayer } from '../../../ports/document-reader.ts'
import type { Lap, TextEngine } from '../../../ports/text-engine.ts'
import { heightOf, widthOf } from '../placed-line.ts'
import { turnBox } from '../text-layer/turn-glyphs.ts'
import { looksWritten } from './looks-written.ts'
import { isInside, type PictureArea, pictureAreas } from './picture-areas.ts'

export interface PicturesToRead {
  readonly page: OpenPage
  readonly layer: TextLayer
  readonly engine: TextEngine
  readonly settings: RecognitionSettings
  readonly lap: Lap
}

/** The lines of one picture. */
export interface ReadPicture {
  /** Both in points of the page as displayed. */
  readonly box: Box
  readonly lines: readonly Line[]
}

/** Photos look like letters in places; what is text is read more surely than this. */
const LEAST_CONFIDENCE = 0.75
/** Fewer letters than this in a whole picture are a sign or an accident. */
const LEAST_LETTERS = 4
const POINTS_PER_INCH = 72
/** Soft edges of letters reach so far beyond their boxes. */
const EDGE_PX = 2
const TOUCHED = 0.25

/** Reads the text in the pictures of a page whose text layer has the rest. What the layer has already is not read again. */
export async function readPictures(request: PicturesToRead): Promise<readonly ReadPicture[]> {
  const { page, layer } = request
  if (!page.drawArea) return []
  const pictures: ReadPicture[] = []
  for (const area of pictureAreas(layer)) {
    const { image, dpi } = page.drawArea(area.box, area.dpi)
    const over = overlaid(layer, { ...area, dpi })
    const own = withoutBoxes(image, over)
    request.lap('render')
    if (!looksWritten(own, dpi)) continue
    const lines = await readArea(request, own, { box: area.box, dpi, over })
    if (lines.length > 0) pictures.push({ box: area.box, lines })
  }
  return pictures
}

async function readArea(
  { engine, settings, lap }: PicturesToRead,
  image: GreyImage,
  { box, dpi, over }: PictureArea & { readonly over: readonly Box[] },
): Promise<readonly Line[]> {
  const { mode, language, prompt } = settings
  const read = await engine.readLines({ image, mode, language, prompt, lap })
  const lines = read.lines.filter(
    line =>
      line.confidence >= LEAST_CONFIDENCE &&
      /[\p{L}\p{N}]/u.test(line.text) &&
      !(read.rotation === 0 && touchesLetters(line.box, over)),
  )
  const letters = lines.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0)
  if (letters < LEAST_LETTERS) return []
  const toPage = boxOnPage({ image, rotation: read.rotation, area: box, dpi })
  return lines.map(({ quad: _, ...line }) => ({
    ...line,
    box: toPage(line.box),
    words: line.words.map(word => ({ ...word, box: toPage(word.box) })),
  }))
}

/** Shadows and reflections of the layer's own letters are no text of the picture. */
function touchesLetters(line: Box, over: readonly Box[]): boolean {
  let touched = 0
  for (const box of over) {
    const down = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top)
    const across = Math.min(line.right, box.right) - Math.max(line.left, box.left)
    if (down > TOUCHED * heightOf(line) && across > 0) touched += across
  }
  return touched > TOUCHED * widthOf(line)
}

interface ReadArea {
  readonly image: GreyImage
  readonly rotation: Rotation
  readonly area: Box
  readonly dpi: number
}

/** From pixels of the upright picture to points of the page. */
function boxOnPage({ image, rotation, area, dpi }: ReadArea): (box: Box) => Box {
  const back = BACK[rotation]
  const isSideways = rotation % 180 !== 0
  const upright = {
    widthPt: isSideways ? image.heightPx : image.widthPx,
    heightPt: isSideways ? image.widthPx : image.heightPx,
  }
  const scale = POINTS_PER_INCH / dpi
  return box => {
    const { left, top, right, bottom } = turnBox(box, back, upright)
    return {
      left: area.left + left * scale,
      top: area.top + top * scale,
      right: area.left + right * scale,
      bottom: area.top + bottom * scale,
    }
  }
}

const BACK = { 0: 0, 90: 270, 180: 180, 270: 90 } as const satisfies Record<Rotation, Rotation>

/** Where the layer writes over a picture, in its pixels. */
function overlaid({ glyphs }: TextLayer, { box: area, dpi }: PictureArea): readonly Box[] {
  const scale = dpi / POINTS_PER_INCH
  return glyphs
    .filter(({ box, isInvisible, isGenerated }) => !isInvisible && !isGenerated && isInside(box, area))
    .map(({ box }) => ({
      left: Math.floor((box.left - area.left) * scale) - EDGE_PX,
      top: Math.floor((box.top - area.top) * scale) - EDGE_PX,
      right: Math.ceil((box.right - area.left) * scale) + EDGE_PX,
      bottom: Math.ceil((box.bottom - area.top) * scale) + EDGE_PX,
    }))
}

/** The picture with the ground in place of the letters that the layer has drawn on it. */
function withoutBoxes(image: GreyImage, boxes: readonly Box[]): GreyImage {
  if (boxes.length === 0) return image
  const { widthPx, heightPx } = image
  const pixels = image.pixels.slice()
  for (const box of boxes) {
    const [left, right] = [Math.max(0, box.left), Math.min(widthPx, box.right)]
    const [top, bottom] = [Math.max(0, box.top), Math.min(heightPx, box.bottom)]
    const ground = image.pixels[top * widthPx + left] ?? 0
    for (let y = top; y < bottom && left < right; y++)
      pixels.fill(ground, y * widthPx + left, y * widthPx + right)
  }
  return { ...image, pixels }
}

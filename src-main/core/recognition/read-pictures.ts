import type { Box, Line, Rotation } from '../../../src-shared/contract/page.ts'
import type { RecognitionSettings } from '../../../src-shared/contract/worker-wire.ts'
import type { GreyImage, OpenPage, TextLayer } from '../ports/document-reader.ts'
import type { Lap, TextEngine } from '../ports/text-engine.ts'
import { looksWritten } from './stages/looks-written.ts'
import { isInside, type PictureArea, pictureAreas } from './stages/picture-areas.ts'
import { turnBox } from './stages/turn-glyphs.ts'

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

/** Reads the text in the pictures of a page whose text layer has the rest. What the layer has already is not read again. */
export async function readPictures(request: PicturesToRead): Promise<readonly ReadPicture[]> {
  const { page, layer } = request
  if (!page.drawArea) return []
  const pictures: ReadPicture[] = []
  for (const area of pictureAreas(layer)) {
    const { image, dpi } = page.drawArea(area.box, area.dpi)
    const own = withoutGlyphs(image, { ...area, dpi }, layer)
    request.lap('render')
    if (!looksWritten(own, dpi)) continue
    const lines = await readArea(request, own, { box: area.box, dpi })
    if (lines.length > 0) pictures.push({ box: area.box, lines })
  }
  return pictures
}

async function readArea(
  { engine, settings, lap }: PicturesToRead,
  image: GreyImage,
  { box, dpi }: PictureArea,
): Promise<readonly Line[]> {
  const { mode, language, prompt } = settings
  const read = await engine.readLines({ image, mode, language, prompt, lap })
  const lines = read.lines.filter(
    line => line.confidence >= LEAST_CONFIDENCE && /[\p{L}\p{N}]/u.test(line.text),
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

/** The picture with the ground in place of the letters that the layer has drawn on it. */
function withoutGlyphs(image: GreyImage, { box: area, dpi }: PictureArea, layer: TextLayer): GreyImage {
  const over = layer.glyphs.filter(({ box, isInvisible, isGenerated }) => {
    return !isInvisible && !isGenerated && isInside(box, area)
  })
  if (over.length === 0) return image
  const pixels = image.pixels.slice()
  const scale = dpi / POINTS_PER_INCH
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most - 1, value))
  for (const { box } of over) {
    const left = clamp(Math.floor((box.left - area.left) * scale) - 2, image.widthPx)
    const right = clamp(Math.ceil((box.right - area.left) * scale) + 2, image.widthPx)
    const top = clamp(Math.floor((box.top - area.top) * scale) - 2, image.heightPx)
    const bottom = clamp(Math.ceil((box.bottom - area.top) * scale) + 2, image.heightPx)
    const ground = image.pixels[top * image.widthPx + left] ?? 0
    for (let y = top; y <= bottom; y++)
      pixels.fill(ground, y * image.widthPx + left, y * image.widthPx + right + 1)
  }
  return { ...image, pixels }
}

import type { Box, Figure, Region, Rotation } from '../../../../../src-shared/contract/page.ts'
import { figureName } from '../../../job/figure-name.ts'
import type { ColourImage, ContentImage, OpenPage } from '../../../ports/document-reader.ts'
import type { EncodeFigure } from '../../../ports/encode-figure.ts'
import { colourOfGrey } from '../../images/colour-of-grey.ts'
import { turnColour } from '../../images/turn-colour.ts'
import { alternativeText } from './alternative-text.ts'
import { trimPicture } from './trim-picture.ts'

/** Around a figure so much of the page is kept, in pixels of the page: boxes are drawn closely. */
const MARGIN_PX = 4
/** More pictures than this on a page are ornaments. */
const MOST_FIGURES = 60

const POINTS_PER_INCH = 72
/** Formulas have small letters. */
const LEAST_DPI = 200

/** A page whose pictures are cut out, if there is somebody who keeps them. */
export interface PageToCut {
  readonly page: OpenPage
  readonly source: { readonly number: number }
  readonly encodeFigure?: EncodeFigure
  readonly keepFigure?: (image: ContentImage) => Promise<void>
  /** Size of the upright page image to which the regions' boxes refer, and the turn that made it upright. */
  readonly widthPx: number
  readonly heightPx: number
  readonly rotation: Rotation
  /** Where boxes are those of a level text layer, their resolution: formulas are drawn by themselves then, in grey. */
  readonly layerDpi?: number
}

/** Cuts the pictures of figures and formulas out of the page, in its colours, and gives each region its own. */
export async function cutFigures(regions: readonly Region[], cut: PageToCut): Promise<readonly Region[]> {
  const { page, source, encodeFigure, keepFigure } = cut
  const wanted = regions.filter(isPicture).slice(0, MOST_FIGURES)
  if (wanted.length === 0 || !encodeFigure || !keepFigure || !page.drawColour) return regions
  await page.prepareDrawing?.()
  const isAlone = (region: Region) => region.category === 'equation' && cut.layerDpi !== undefined
  const image = wanted.every(isAlone)
    ? undefined
    : turnColour(page.drawColour(Math.max(cut.widthPx, cut.heightPx)), cut.rotation)
  const figures = new Map<Region, Figure>()
  for (const region of wanted) {
    const whole = (isAlone(region) && drawAlone(region.box, cut)) || (image && partOf(image, region.box, cut))
    if (!whole) continue
    const part = region.category === 'figure' ? trimPicture(whole) : whole
    const { bytes, extension, widthPx, heightPx } = await encodeFigure(part)
    const name = figureName(source.number, figures.size + 1, extension)
    await keepFigure({ name, bytes })
    const told = alternativeText(region.text, captionBeside(region, regions))
    figures.set(region, { name, widthPx, heightPx, alternativeText: told })
  }
  return regions.map(region => {
    const figure = figures.get(region)
    return figure ? { ...region, figure } : region
  })
}

/** A figure's caption follows it, or stands before it; formulas have none. */
function captionBeside(region: Region, regions: readonly Region[]): string | undefined {
  if (region.category !== 'figure') return undefined
  const at = regions.indexOf(region)
  return [regions[at + 1], regions[at - 1]].find(each => each?.category === 'caption')?.text
}

const isPicture = ({ category, figure }: Region) =>
  (category === 'figure' || category === 'equation') && figure === undefined

/** Draws a part of an upright page in grey, and nothing else of the page. */
function drawAlone(box: Box, { page, layerDpi = POINTS_PER_INCH }: PageToCut): ColourImage | undefined {
  const scale = POINTS_PER_INCH / layerDpi
  const left = Math.max(0, (box.left - MARGIN_PX) * scale)
  const top = Math.max(0, (box.top - MARGIN_PX) * scale)
  const right = Math.min(page.widthPt, (box.right + MARGIN_PX) * scale)
  const bottom = Math.min(page.heightPt, (box.bottom + MARGIN_PX) * scale)
  const raster = page.drawArea?.({ left, top, right, bottom }, Math.max(layerDpi, LEAST_DPI))
  return raster && colourOfGrey(raster.image)
}

function partOf(
  image: ColourImage,
  box: Box,
  size: Pick<PageToCut, 'widthPx' | 'heightPx'>,
): ColourImage | undefined {
  const scaleX = image.widthPx / size.widthPx
  const scaleY = image.heightPx / size.heightPx
  const left = Math.max(0, Math.floor((box.left - MARGIN_PX) * scaleX))
  const top = Math.max(0, Math.floor((box.top - MARGIN_PX) * scaleY))
  const widthPx = Math.min(image.widthPx, Math.ceil((box.right + MARGIN_PX) * scaleX)) - left
  const heightPx = Math.min(image.heightPx, Math.ceil((box.bottom + MARGIN_PX) * scaleY)) - top
  if (widthPx < 1 || heightPx < 1) return undefined
  const rgba = new Uint8Array(widthPx * heightPx * 4)
  for (let y = 0; y < heightPx; y++) {
    const from = ((top + y) * image.widthPx + left) * 4
    rgba.set(image.rgba.subarray(from, from + widthPx * 4), y * widthPx * 4)
  }
  return { widthPx, heightPx, rgba }
}

import type { Rotation } from '../../src-shared/contract/page.ts'
import type { PictureWish } from '../../src-shared/contract/worker-wire.ts'
import type { OpenPage, PageRaster } from '../core/ports/document-reader.ts'
import type { TextEngine } from '../core/ports/text-engine.ts'
import type { WritePageImage } from '../core/ports/write-page-image.ts'
import { colourOfGrey } from '../core/recognition/images/colour-of-grey.ts'
import { turnColour } from '../core/recognition/images/turn-colour.ts'

type Written = Awaited<ReturnType<WritePageImage>>

/** Draws a page upright and in colour for an engine that is not in this process. */
export function pageForOthers(
  { outputPath, maxSidePx }: PictureWish,
  engine: TextEngine,
  writePageImage: WritePageImage,
) {
  let written: Written | undefined
  return {
    async draw(page: OpenPage, raster: PageRaster): Promise<Rotation> {
      const rotation = (await engine.findRotation?.(raster.image)) ?? 0
      await page.prepareDrawing?.()
      const image = page.drawColour?.(maxSidePx) ?? colourOfGrey(raster.image)
      written = await writePageImage(turnColour(image, rotation), outputPath, maxSidePx)
      return rotation
    },
    /** Undefined where the page was read without its pixels. */
    written: () => written,
  }
}

import { writeFileSync } from 'node:fs'
import { drawPage } from './draw-page.ts'
import { jpegOfGrey, type ScannedPage, scanPdf } from './scan-pdf.ts'

const POINTS_PER_INCH = 72
/** Adds no faults that can be seen. */
const QUALITY = 90

/** Writes pages of any files as one PDF of images. */
export async function writePagesPdf(
  pages: readonly { readonly file: string; readonly pageInDocument: number }[],
  target: string,
): Promise<void> {
  const scanned: ScannedPage[] = []
  for (const { file, pageInDocument } of pages) {
    const { image, dpi } = await drawPage(file, pageInDocument)
    const { widthPx, heightPx } = image
    scanned.push({
      ...{ widthPx, heightPx, jpeg: jpegOfGrey(image, QUALITY) },
      widthPt: (widthPx * POINTS_PER_INCH) / dpi,
      heightPt: (heightPx * POINTS_PER_INCH) / dpi,
    })
  }
  writeFileSync(target, scanPdf(scanned))
}

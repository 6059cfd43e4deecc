import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import { pngOfGrey } from './png-of-grey.ts'

/** Writes pages of a PDF as grey PNG images into a folder and names them, for programs that read images only. */
export async function pageImages(
  pdf: string,
  pages: readonly number[],
  { folder, dpi }: { folder: string; dpi: number },
): Promise<string[]> {
  const document = await pdfiumReader().open(pdf, null)
  try {
    return pages.map(number => {
      const page = document.openPage(number)
      const { image } = page.drawRaster(dpi)
      page.close()
      const file = path.join(folder, `page-${String(number).padStart(5, '0')}.png`)
      writeFileSync(file, pngOfGrey(image))
      return file
    })
  } finally {
    document.close()
  }
}

/** How many pages a PDF has. */
export async function pageCountOf(pdf: string): Promise<number> {
  const document = await pdfiumReader().open(pdf, null)
  document.close()
  return document.pageCount
}

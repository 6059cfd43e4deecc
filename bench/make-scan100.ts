import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import type { OpenDocument } from '../src-main/core/ports/document-reader.ts'
import { jpegOfGrey, type ScannedPage, scanPdf } from './scan-pdf.ts'
import { wornImage } from './worn-image.ts'

const HELP = `node bench/make-scan100.ts [--source MANUAL.pdf] [--pages 100] [--out .bench/scan100.pdf]
Makes an image-only PDF, as a scanner would, from a manual with a text layer: grey JPEG pages at 200 dpi, each a little
turned, blurred, paler and grained. Beside it FILE.gt.json, the text of each page. The same manual gives the same pages.
The manual of scan100 and cjpeg come with Debian: apt-get install -y developers-reference libjpeg-turbo-progs`

const MANUAL = '/usr/share/developers-reference/developers-reference.pdf'
const DPI = 200

const { values } = parseArgs({
  options: {
    source: { type: 'string', default: MANUAL },
    pages: { type: 'string', default: '100' },
    out: { type: 'string', default: path.resolve(import.meta.dirname, '../.bench/scan100.pdf') },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(HELP)
else if (existsSync(values.source)) await make()
else {
  console.error(`There is no ${values.source}.\n\n${HELP}`)
  process.exitCode = 2
}

async function make(): Promise<void> {
  const manual = await pdfiumReader().open(values.source, null)
  const count = Math.min(manual.pageCount, Math.max(1, Number(values.pages) || 1))
  const pages: ScannedPage[] = []
  const texts: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const { scanned, text } = scan(manual, number)
    pages.push(scanned)
    texts.push(text)
  }
  manual.close()
  mkdirSync(path.dirname(values.out), { recursive: true })
  writeFileSync(values.out, scanPdf(pages))
  writeFileSync(values.out.replace(/\.pdf$/, '.gt.json'), JSON.stringify(texts))
  console.error(`${values.out}: ${count} pages`)
}

function scan(manual: OpenDocument, number: number): { scanned: ScannedPage; text: string } {
  const page = manual.openPage(number)
  try {
    const { image } = page.drawRaster(DPI)
    return {
      scanned: {
        jpeg: jpegOfGrey(wornImage(image, number)),
        widthPx: image.widthPx,
        heightPx: image.heightPx,
        widthPt: page.widthPt,
        heightPt: page.heightPt,
      },
      text: (page.readTextLayer()?.glyphs ?? []).map(glyph => glyph.text).join(''),
    }
  } finally {
    page.close()
  }
}

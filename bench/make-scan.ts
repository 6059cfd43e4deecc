import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import type { GreyImage, OpenDocument } from '../src-main/core/ports/document-reader.ts'
import { drawPage } from './draw-page.ts'
import { g4OfGrey } from './g4-of-grey.ts'
import { jpegOfGrey, type ScannedPage, scanPdf } from './scan-pdf.ts'
import { type TruthCase, truthCases } from './truth-sets.ts'
import { wornImage } from './worn-image.ts'

const HELP = `node bench/make-scan.ts SCAN [--pages N] [--source MANUAL.pdf] [--images DIR] [--out .bench/SCAN.pdf]
Makes an image-only PDF, as a scanner would, from a manual with a text layer. Beside it SCAN.gt.json, the text of each
page. The same manual gives the same pages. SCAN is one of
  scan100   100 pages of the Debian developers' reference: grey JPEG at 200 dpi, each page a little turned, blurred, paler and grained
  scan371   371 pages of the Octave manual in black and white (CCITT group 4) at 200 dpi, clean
  scan1000  1,000 pages of it, the same way
  hard100   100 pages: images out of --images DIR (NAME.png with NAME.gt.txt beside it), each worn anew whenever it comes
            round, and between them dense pages of the Octave manual, worn twice
Manuals and tools come with Debian: apt-get install -y developers-reference octave-doc libjpeg-turbo-progs libtiff-tools`

const DEVELOPERS = '/usr/share/developers-reference/developers-reference.pdf'
const OCTAVE = '/usr/share/doc/octave/octave.pdf'
const SCANS = {
  scan100: { source: DEVELOPERS, first: 1, pages: 100, kind: 'jpeg', worn: 1 },
  scan371: { source: OCTAVE, first: 21, pages: 371, kind: 'g4', worn: 0 },
  scan1000: { source: OCTAVE, first: 21, pages: 1000, kind: 'g4', worn: 0 },
  /** Dense pages of text, the last third of them its index: two columns of small print. */
  hard100: { source: OCTAVE, first: 1091, pages: 100, kind: 'jpeg', worn: 2 },
} as const
const DPI = 200
const POINTS_PER_INCH = 72

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { type: 'string' },
    images: { type: 'string' },
    pages: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const name = positionals[0]
const wanted = name !== undefined && isScan(name) ? SCANS[name] : undefined
const source = values.source ?? wanted?.source ?? ''
if (values.help) console.log(HELP)
else if (!wanted) fail(`SCAN is one of ${Object.keys(SCANS).join(', ')}.`)
else if (!existsSync(source)) fail(`There is no ${source}.`)
else if (name === 'hard100' && values.images === undefined) fail('hard100 needs --images DIR.')
else await make(wanted)

function isScan(text: string): text is keyof typeof SCANS {
  return text in SCANS
}

function fail(reason: string): void {
  console.error(`${reason}\n\n${HELP}`)
  process.exitCode = 2
}

async function make({ first, pages, kind, worn }: (typeof SCANS)[keyof typeof SCANS]): Promise<void> {
  const count = Math.max(1, Number(values.pages) || pages)
  const images = values.images === undefined ? [] : truthCases(values.images)
  const manual = await pdfiumReader().open(source, null)
  const scanned: ScannedPage[] = []
  const texts: string[] = []
  for (let index = 0; index < count; index += 1) {
    const fromImages = images.length > 0 && index % 2 === 0 ? images[(index / 2) % images.length] : undefined
    const number = ((first - 1 + (images.length > 0 ? index >> 1 : index)) % manual.pageCount) + 1
    const page = fromImages ? await imagePage(fromImages) : manualPage(manual, number)
    const wearing = fromImages ? 1 : worn
    scanned.push(scan(worn > 0 ? wear(page, index + 1, wearing) : page, kind))
    texts.push(page.text)
  }
  manual.close()
  const out = values.out ?? path.resolve(import.meta.dirname, `../.bench/${name}.pdf`)
  mkdirSync(path.dirname(out), { recursive: true })
  writeFileSync(out, scanPdf(scanned))
  writeFileSync(out.replace(/\.pdf$/, '.gt.json'), JSON.stringify(texts))
  console.error(`${out}: ${count} pages`)
}

interface CleanPage {
  readonly image: GreyImage
  readonly widthPt: number
  readonly heightPt: number
  readonly text: string
}

function manualPage(manual: OpenDocument, number: number): CleanPage {
  const page = manual.openPage(number)
  try {
    const { widthPt, heightPt } = page
    const text = (page.readTextLayer()?.glyphs ?? []).map(glyph => glyph.text).join('')
    return { image: page.drawRaster(DPI).image, widthPt, heightPt, text }
  } finally {
    page.close()
  }
}

async function imagePage({ file, truth }: TruthCase): Promise<CleanPage> {
  const { image, dpi } = await drawPage(file, 1)
  const points = (px: number) => (px * POINTS_PER_INCH) / dpi
  return { image, widthPt: points(image.widthPx), heightPt: points(image.heightPx), text: truth }
}

/** As copied so many times, one copy from the other. */
function wear(page: CleanPage, seed: number, times: number): CleanPage {
  let { image } = page
  for (let time = 0; time < times; time += 1) image = wornImage(image, seed + time * 10_000)
  return { ...page, image }
}

function scan({ image, widthPt, heightPt }: CleanPage, kind: 'jpeg' | 'g4'): ScannedPage {
  const { widthPx, heightPx } = image
  const size = { widthPx, heightPx, widthPt, heightPt }
  return kind === 'jpeg' ? { ...size, jpeg: jpegOfGrey(image) } : { ...size, g4: g4OfGrey(image) }
}

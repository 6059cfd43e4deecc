import { pdfOf, stream } from '../src-main/adapters/pdfium/pdf-fixture.ts'
import type { GreyImage } from '../src-main/core/ports/document-reader.ts'
import { canvasOf, fontOf, type SketchedPage, TYPE_PX } from './lay-out-table.ts'

/** The page as a clean grey image of 200 dpi. */
export function imageOfSketch({ widthPx, heightPx, texts, fills }: SketchedPage): GreyImage {
  const context = canvasOf(widthPx, heightPx)
  context.fillStyle = 'white'
  context.fillRect(0, 0, widthPx, heightPx)
  for (const fill of fills) {
    context.fillStyle = `rgb(${fill.grey},${fill.grey},${fill.grey})`
    context.fillRect(
      Math.round(fill.x),
      Math.round(fill.y),
      Math.max(1, Math.round(fill.widthPx)),
      Math.max(1, Math.round(fill.heightPx)),
    )
  }
  context.fillStyle = 'black'
  for (const { text, x, y, isBold } of texts) {
    context.font = fontOf(isBold)
    context.fillText(text, x, y)
  }
  const { data } = context.getImageData(0, 0, widthPx, heightPx)
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let i = 0; i < pixels.length; i++) pixels[i] = data[4 * i] ?? 0
  return { widthPx, heightPx, pixels }
}

const POINTS = 72 / 200

/** The page as a PDF with text and drawn rules. */
export function pdfOfSketch({ widthPx, heightPx, texts, fills }: SketchedPage): Buffer {
  const at = (px: number) => (px * POINTS).toFixed(2)
  const content = [
    ...fills.map(
      ({ x, y, widthPx: width, heightPx: height, grey }) =>
        `${(grey / 255).toFixed(2)} g ${at(x)} ${at(heightPx - y - height)} ${at(width)} ${at(height)} re f`,
    ),
    '0 g BT',
    ...texts.map(
      ({ text, x, y, isBold }) =>
        `/${isBold ? 'F2' : 'F1'} ${(TYPE_PX * POINTS).toFixed(2)} Tf 1 0 0 1 ${at(x)} ${at(heightPx - y)} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj`,
    ),
    'ET',
  ].join('\n')
  const font = (name: string) => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>/MediaBox[0 0 ${at(widthPx)} ${at(heightPx)}]>>`,
    stream('', content),
    font('Helvetica'),
    font('Helvetica-Bold'),
  ])
}

/** A PDF for tests, written by hand: the objects in order from 1, the first being the catalogue. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  let length = 9
  const offsets = objects.map((body, index) => {
    const offset = length
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(body),
      Buffer.from('\nendobj\n'),
    ])
    parts.push(part)
    length += part.length
    return offset
  })
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** A stream object with its dictionary's entries. */
export function stream(entries: string, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([
    Buffer.from(`<<${entries}/Length ${bytes.length}>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])
}

export interface PageFixture {
  /** Entries of the page's dictionary, such as `/Rotate 90`. */
  readonly entries?: string
  readonly content: string
  /** Further objects, numbered from 6; the page may name them in its entries. */
  readonly objects?: readonly (string | Buffer)[]
  /** Further entries of the catalogue. */
  readonly catalogue?: string
}

/** A PDF of one page whose font is called /F1 and whose image, object 6, /I1. */
export function onePagePdf({
  entries = '/MediaBox[0 0 200 300]',
  content,
  objects = [],
  catalogue = '',
}: PageFixture): Buffer {
  const image = objects.length > 0 ? '/XObject<</I1 6 0 R>>' : ''
  return pdfOf([
    `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>${image}>>${entries}>>`,
    stream('', content),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>',
    ...objects,
  ])
}

/** A grey picture without symmetry: dark on top, darker at the left, white elsewhere. */
export function greyImageObject(columns: number, rows: number): Buffer {
  const pixels = Buffer.alloc(columns * rows, 255)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (y < rows / 4) pixels[y * columns + x] = 100
      if (x < columns / 8) pixels[y * columns + x] = 10
    }
  }
  const entries = `/Type/XObject/Subtype/Image/Width ${columns}/Height ${rows}/ColorSpace/DeviceGray/BitsPerComponent 8`
  return stream(entries, pixels)
}

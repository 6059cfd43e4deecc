import { spawnSync } from 'node:child_process'
import type { GreyImage } from '../src-main/core/ports/document-reader.ts'

/** A page that is one image: a grey JPEG, or black and white as fax machines pack it (CCITT group 4). */
export type ScannedPage = PageSize & ({ readonly jpeg: Uint8Array } | { readonly g4: Uint8Array })

interface PageSize {
  readonly widthPx: number
  readonly heightPx: number
  readonly widthPt: number
  readonly heightPt: number
}

/** Of a scanner that wants small files. */
const QUALITY = 45

/** A grey image as grey JPEG, by libjpeg-turbo's own tool. */
export function jpegOfGrey({ widthPx, heightPx, pixels }: GreyImage, quality = QUALITY): Uint8Array {
  const input = Buffer.concat([Buffer.from(`P5\n${widthPx} ${heightPx}\n255\n`), pixels])
  const { status, stdout } = spawnSync('cjpeg', ['-quality', String(quality)], {
    input,
    maxBuffer: input.length + 65_536,
  })
  if (status === 0) return stdout
  throw new Error('cjpeg is needed. On Debian or Ubuntu: apt-get install -y libjpeg-turbo-progs')
}

/** A PDF of scanned pages and nothing else. */
export function scanPdf(pages: readonly ScannedPage[]): Uint8Array {
  const kids = pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ')
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`),
    ...pages.flatMap((page, index) => pageObjects(page, 3 + index * 3)),
  ]
  const pieces: Uint8Array[] = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  let size = pieces[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    offsets.push(size)
    pieces.push(piece)
    size += piece.length
  }
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${size}\n%%EOF\n`
  return Buffer.concat([...pieces, Buffer.from(end)])
}

function pageObjects(page: ScannedPage, number: number): Buffer[] {
  const { widthPt, heightPt, widthPx, heightPx } = page
  const [bytes, filter] =
    'jpeg' in page
      ? [page.jpeg, '/BitsPerComponent 8 /Filter /DCTDecode']
      : [
          page.g4,
          `/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${widthPx} /Rows ${heightPx} >>`,
        ]
  const content = `q ${widthPt} 0 0 ${heightPt} 0 0 cm /I Do Q`
  const image = `<< /Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /ColorSpace /DeviceGray ${filter} /Length ${bytes.length} >>\nstream\n`
  return [
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${widthPt} ${heightPt}] /Resources << /XObject << /I ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`,
    ),
    Buffer.from(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`),
    Buffer.concat([Buffer.from(image), bytes, Buffer.from('\nendstream')]),
  ]
}

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, createDeflate } from 'node:zlib'
import type { HostileFile } from './expectations.ts'

/** Makes what is too big to keep: many pages, large pages, an image of 3.6 gigapixels. */
export async function madeFiles(folder: string): Promise<HostileFile[]> {
  mkdirSync(folder, { recursive: true })
  const made: [string, Uint8Array, string][] = [
    ['pages-10001.pdf', pdfOfPages(10_001, [612, 792]), 'too many pages: too-many-pages, names the limit'],
    ['page-14400pt.pdf', pdfOfPages(1, [14_400, 14_400]), 'works: rendered clamped'],
    ['pages-0.pdf', pdfOfPages(0, [612, 792]), 'no pages: error'],
    ['image-60000x60000.png', await blackPng(60_000), 'image-too-large, names the limit'],
    ['empty.pdf', new Uint8Array(), 'empty file: error'],
  ]
  return made.map(([name, bytes, expected]) => {
    const file = path.join(folder, name)
    writeFileSync(file, bytes)
    return { name: `made/${name}`, path: file, expected, password: null }
  })
}

/** Born-digital pages with their number as text. */
export function pdfOfPages(count: number, [widthPt, heightPt]: readonly [number, number]): Uint8Array {
  const first = 4
  const kids = Array.from({ length: count }, (_, index) => `${first + index * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  for (let index = 0; index < count; index += 1) {
    const stream = `BT /F 24 Tf 72 ${heightPt / 2} Td (This is page number ${index + 1}.) Tj ET`
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${widthPt} ${heightPt}] /Resources << /Font << /F 3 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    )
  }
  let body = '%PDF-1.4\n'
  const rows = objects.map((object, index) => {
    const row = `${String(body.length).padStart(10, '0')} 00000 n \n`
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return row
  })
  const size = objects.length + 1
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

/** A valid black 1-bit image of some 440 kB, whatever its size. */
async function blackPng(side: number): Promise<Uint8Array> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const row = Buffer.alloc(1 + side / 8)
  const deflate = createDeflate({ level: 1 })
  const packed: Buffer[] = []
  deflate.on('data', piece => packed.push(piece))
  const end = new Promise(resolve => deflate.on('end', resolve))
  for (let y = 0; y < side; y += 100) {
    const rows = Buffer.alloc(row.length * 100)
    if (!deflate.write(rows)) await new Promise(resolve => deflate.once('drain', resolve))
  }
  deflate.end()
  await end
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', Buffer.concat(packed)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { packZip } from '../../src-main/adapters/exports/pack-zip.ts'
import { writeSearchablePdf } from '../../src-main/adapters/pdfium/write-searchable-pdf.ts'
import { docxParts } from '../../src-main/core/export/docx-parts.ts'
import { streamResult } from '../../src-main/core/export/export-result.ts'
import { xlsxParts } from '../../src-main/core/export/xlsx-parts.ts'
import type { Page } from '../../src-shared/contract/page.ts'
import { hostilePage, longPage, widePage, wordyPage } from './pages.ts'

const TEXTS = ['md', 'html', 'txt', 'json', 'csv', 'chunks', 'hocr', 'alto'] as const

const PAGES = { hostile: hostilePage, wide: widePage, long: longPage } as const

/** Writes each page in every format: `hostile.docx`, `wide.csv` …, and `wordy.pdf`. */
export async function writeExports(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const [name, make] of Object.entries(PAGES)) {
    const result = {
      name: 'Slow <Tides>',
      documents: [{ number: 1, name: `${name}.pdf`, pages: [shown(make())] }],
    }
    const to = (extension: string) => createWriteStream(path.join(folder, `${name}.${extension}`))
    for (const format of TEXTS) await pipeline(Readable.from(streamResult(format, result)), to(format))
    await pipeline(Readable.from(packZip(docxParts(result, async () => undefined))), to('docx'))
    await pipeline(Readable.from(packZip(xlsxParts(result))), to('xlsx'))
  }
  await writePdf(folder)
}

const shown = (page: Page) => ({ kind: 'page', page }) as const

/** An empty page of 576 × 864 points, 200 pixels an inch. */
const EMPTY_PDF = [
  '%PDF-1.4',
  '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
  '2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj',
  '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 576 864] /Resources << >> >> endobj',
]

function emptyPdf(): string {
  const offsets: number[] = []
  let text = ''
  for (const line of EMPTY_PDF) {
    if (line.includes(' obj')) offsets.push(text.length)
    text += `${line}\n`
  }
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return `${text}xref\n0 4\n0000000000 65535 f \n${rows}trailer << /Root 1 0 R /Size 4 >>\nstartxref\n${text.length}\n%%EOF\n`
}

async function writePdf(folder: string): Promise<void> {
  const source = path.join(folder, 'empty.pdf')
  const resultPath = path.join(folder, 'wordy.json')
  writeFileSync(source, emptyPdf())
  writeFileSync(resultPath, JSON.stringify(wordyPage().page))
  const pages = [{ pageInDocument: 1, number: 1, documentNumber: 1, resultPath }]
  const documents = [{ path: source, mediaType: 'application/pdf', password: null, pages }]
  await writeSearchablePdf({ documents, outputPath: path.join(folder, 'wordy.pdf') }, async () => {
    throw new Error('no page of these is an image')
  })
}

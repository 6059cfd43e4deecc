import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import type { OpenDocument } from '../../core/ports/document-reader.ts'
import { pdfiumReader } from './pdfium-reader.ts'

const reader = pdfiumReader()

/** For a test file: a function that opens bytes as a PDF, from files that go when the tests are done. */
export function testPdfOpener(): (bytes: Buffer, password?: string) => Promise<OpenDocument> {
  let folder = ''
  let fileCount = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pageloom-pdf-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  return async (bytes, password) => {
    const path = join(folder, `${++fileCount}.pdf`)
    await writeFile(path, bytes)
    return reader.open(path, password ?? null)
  }
}

/** Opens one of the sample documents. */
export function openSample(name: string): Promise<OpenDocument> {
  return reader.open(samplePath(name), null)
}

/** Where a sample document or its text stands. */
export function samplePath(name: string): string {
  return fileURLToPath(new URL(`../../../resources/samples/${name}`, import.meta.url))
}

/** The text layer of the first page. */
export function textOf(document: OpenDocument): string {
  const page = document.openPage(1)
  const text = page.readTextLayer()?.glyphs.map(glyph => glyph.text) ?? []
  page.close()
  return text.join('')
}

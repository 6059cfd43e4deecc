// Usage: npm run check-pdfa [-- FILE.pdf …]: lays text over the first page of PDF/A-2b files and has veraPDF judge them before and after.
// Without files, LibreOffice makes one. Needs a JDK (javac, java) and Maven, which fetches veraPDF into node_modules/.cache.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import { writeSearchablePdf } from '../src-main/adapters/pdfium/write-searchable-pdf.ts'
import { pageOf } from '../src-main/core/export/page-fixture.ts'

const EXPORT = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
const here = path.join(import.meta.dirname, 'pdfa')
const cache = path.join(import.meta.dirname, '../node_modules/.cache/verapdf')
const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-pdfa-'))
const run = (program: string, args: readonly string[]) =>
  execFileSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })

function prepareVeraPdf(): void {
  if (existsSync(path.join(cache, 'CheckPdfA.class'))) return
  mkdirSync(cache, { recursive: true })
  const pom = path.join(here, 'pom.xml')
  run('mvn', ['-q', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${cache}`])
  run('javac', ['-cp', path.join(cache, '*'), '-d', cache, path.join(here, 'CheckPdfA.java')])
}

function madePdf(): string {
  const text = path.join(folder, 'made.txt')
  writeFileSync(text, 'The harbour was quiet when the morning boat came in.\n')
  const profile = `-env:UserInstallation=file://${folder}/profile`
  run('soffice', ['--headless', profile, '--convert-to', EXPORT, '--outdir', folder, text])
  return path.join(folder, 'made.pdf')
}

async function withLayer(file: string, index: number): Promise<string> {
  const document = await pdfiumReader().open(file, null)
  const { pageCount } = document
  document.close()
  const words = ['Hello', 'wörld', '中文字'].map((text, row) => {
    const top = 800 + 60 * row
    return { text, box: { left: 100, top, right: 240, bottom: top + 44 }, confidence: 0.95 }
  })
  const lines = words.map(word => ({ ...word, words: [word] }))
  const [first] = words
  if (!first) throw new Error('no words')
  const page = pageOf([{ category: 'text', box: first.box, text: 'Hello', lines }])
  const resultPath = path.join(folder, `${index}.json`)
  const outputPath = path.join(folder, `${index}.pdf`)
  writeFileSync(resultPath, JSON.stringify(page))
  const pages = Array.from({ length: pageCount }, (_, at) => ({
    ...{ pageInDocument: at + 1, number: at + 1, documentNumber: 1 },
    resultPath: at === 0 ? resultPath : null,
  }))
  const documents = [{ path: file, mediaType: 'application/pdf', password: null, pages }]
  await writeSearchablePdf({ documents, outputPath }, async () => {
    throw new Error('no page of these is an image')
  })
  return outputPath
}

try {
  prepareVeraPdf()
  const given = process.argv.slice(2)
  const files = given.length > 0 ? given : [madePdf()]
  const written: string[] = []
  for (const [index, file] of files.entries()) written.push(await withLayer(file, index))
  run('java', ['-cp', `${path.join(cache, '*')}:${cache}`, 'CheckPdfA', ...files, ...written])
} finally {
  rmSync(folder, { recursive: true, force: true })
}

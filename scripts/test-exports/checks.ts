import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import mammoth from 'mammoth'
import { FORMULAS, type PlacedWord, wordyPage } from './pages.ts'
import { altoSchema, outputOf } from './programs.ts'

/** Where the exports lie, and what opens them. */
export interface CheckPlace {
  readonly folder: string
  readonly python: string
  /** A file with ALTO's schema; empty to fetch it. */
  readonly altoSchema: string
}

/** What is claimed of the exports, each with what shows it: throws where it is not so. */
export const CHECKS: Readonly<Record<string, (place: CheckPlace) => Promise<void>>> = {
  'Mammoth reads the DOCX of hostile pages, of 10,000 cells and of a paragraph of 10 MB': async ({
    folder,
  }) => {
    for (const [name, words] of Object.entries({
      hostile: 'its second paragraph',
      wide: 'r199c49',
      long: 'word word',
    })) {
      const { value, messages } = await mammoth.extractRawText({ path: path.join(folder, `${name}.docx`) })
      assert.deepEqual(
        messages.filter(message => message.type === 'error'),
        [],
      )
      assert.ok(value.includes(words), `${name}.docx has no “${words}”`)
    }
  },
  'LibreOffice opens the DOCX of hostile pages and makes a PDF of it': async ({ folder }) => {
    await throughOffice(folder, 'hostile.docx', 'pdf')
    const text = await outputOf('pdftotext', path.join(folder, 'office/hostile.pdf'), '-')
    for (const words of ['Slow Tides', 'its second paragraph', '=1+1', '中文', 'The proof'])
      assert.ok(text.includes(words), `no “${words}”`)
  },
  'LibreOffice opens the XLSX, and computes nothing': async ({ folder }) => {
    await throughOffice(folder, 'hostile.xlsx', UTF8_CSV)
    const rows = parse(readFileSync(path.join(folder, 'office/hostile.csv'), 'utf8'))
    assert.deepEqual(rows.slice(1, 3).flat().map(unblanked), FORMULAS.map(unblanked))
    await throughOffice(folder, 'wide.xlsx', UTF8_CSV)
    const wide = parse(readFileSync(path.join(folder, 'office/wide.csv'), 'utf8'))
    assert.deepEqual([wide.length, wide[199]?.[49]], [200, 'r199c49'])
  },
  'Chromium shows the HTML, and nothing in it runs': async ({ folder }) => {
    for (const [name, words] of Object.entries({
      hostile: 'its second paragraph',
      wide: 'r199c49',
      long: 'word word',
    })) {
      const dom = await inChromium(folder, path.join(folder, `${name}.html`))
      assert.notEqual(dom.trim(), '', `Chromium gave up ${name}.html before it showed anything`)
      assert.ok(dom.includes('<title>Slow &lt;Tides&gt;</title>'), 'the title was changed')
      assert.ok(dom.includes(words), `${name}.html has no “${words}”`)
      assert.doesNotMatch(dom, /<script|<img/i)
    }
  },
  'hOCR is as its specification wants it': async ({ folder, python }) => {
    for (const name of ['hostile', 'wide', 'long']) {
      // A program's own properties begin with x_, and the validator knows none but its own.
      const text = readFileSync(path.join(folder, `${name}.hocr`), 'utf8').replace(/; x_size \d+/g, '')
      const file = path.join(folder, `${name}-plain.hocr`)
      writeFileSync(file, text)
      await outputOf('xmllint', '--noout', '--nonet', '--huge', file)
      const report = await outputOf(python, '-m', 'hocr_spec.cli', file).catch(error =>
        String(error.stdout ?? error),
      )
      assert.doesNotMatch(report, /\[ERROR\]/, report.slice(0, 500))
    }
  },
  'ALTO is as its schema wants it': async place => {
    const schema = await altoSchema(place.folder, place.altoSchema)
    for (const name of ['hostile', 'wide', 'long'])
      await outputOf(
        'xmllint',
        '--noout',
        '--nonet',
        '--huge',
        '--schema',
        schema,
        path.join(place.folder, `${name}.alto`),
      )
  },
  'qpdf finds no fault in the searchable PDF': async ({ folder }) => {
    await outputOf('qpdf', '--check', path.join(folder, 'wordy.pdf'))
  },
  'pdftotext finds 99 % of the words of the searchable PDF at their place, Latin and Chinese': async ({
    folder,
  }) => {
    const found = foundWords(await outputOf('pdftotext', '-bbox', path.join(folder, 'wordy.pdf'), '-'))
    const { words } = wordyPage()
    for (const [script, isOwn] of Object.entries({
      Latin: isLatin,
      Chinese: (text: string) => !isLatin(text),
    })) {
      const own = words.filter(({ text }) => isOwn(text))
      const share = own.filter(word => found.some(other => isSame(word, other))).length / own.length
      assert.ok(share >= 0.99, `${script}: ${(share * 100).toFixed(1)} %`)
    }
  },
  'CSV, JSON and chunks are read again, and no cell of CSV begins as a formula': async ({ folder }) => {
    for (const name of ['hostile', 'wide', 'long']) {
      const rows = parse(readFileSync(path.join(folder, `${name}.csv`), 'utf8'), {
        bom: true,
        relax_column_count: true,
      })
      assert.deepEqual(
        rows.flat().filter((cell: string) => /^\s*[=+\-@＝]/.test(cell)),
        [],
      )
      const whole: unknown = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))
      assert.equal(typeof whole, 'object')
      const chunks = readFileSync(path.join(folder, `${name}.chunks`), 'utf8')
        .trim()
        .split('\n')
      for (const chunk of chunks) assert.equal(typeof JSON.parse(chunk).text, 'string')
    }
  },
}

/** Comma, quotation mark, UTF-8, from the first row. */
const UTF8_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1'

const unblanked = (text: string): string => text.trim()

async function throughOffice(folder: string, name: string, target: string): Promise<void> {
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'office-profile')).href}`
  const source = path.join(folder, name)
  await outputOf(
    'soffice',
    profile,
    '--headless',
    '--convert-to',
    target,
    '--outdir',
    path.join(folder, 'office'),
    source,
  )
}

function inChromium(folder: string, file: string): Promise<string> {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    `--user-data-dir=${path.join(folder, 'chromium')}`,
  ]
  return outputOf('chromium', ...flags, '--dump-dom', pathToFileURL(file).href)
}

const isLatin = (text: string): boolean => !/\p{Script=Han}/u.test(text)

/** 200 pixels an inch. */
const PX_PER_PT = 200 / 72
const TOLERANCE_PX = 4

function foundWords(xhtml: string): PlacedWord[] {
  const words = xhtml.matchAll(
    /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g,
  )
  return [...words].map(([, left, top, right, bottom, text = '']) => ({
    text: text.replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>'),
    box: { left: px(left), top: px(top), right: px(right), bottom: px(bottom) },
  }))
}

const px = (points: string | undefined): number => Number(points) * PX_PER_PT

const isSame = (one: PlacedWord, other: PlacedWord): boolean =>
  one.text === other.text &&
  Math.abs(one.box.left - other.box.left) <= TOLERANCE_PX &&
  Math.abs(one.box.right - other.box.right) <= TOLERANCE_PX &&
  Math.abs((one.box.top + one.box.bottom) / 2 - (other.box.top + other.box.bottom) / 2) <= TOLERANCE_PX * 2

import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import mammoth from 'mammoth'
import { SaxesParser } from 'saxes'
import { afterAll, describe, expect, it, test } from 'vitest'
import yauzl from 'yauzl'
import type { Page, Region, TableCell } from '../../../src-shared/contract/page.ts'
import { docxParts } from '../../core/export/docx-parts.ts'
import { flowing } from '../../core/export/export-result.ts'
import type { PackagePart } from '../../core/export/package-part.ts'
import { pageOf, regionOf } from '../../core/export/page-fixture.ts'
import { xlsxParts } from '../../core/export/xlsx-parts.ts'
import { anyPage } from './any-page-fixture.ts'
import { packZip } from './pack-zip.ts'

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-exports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function packed(parts: AsyncIterable<PackagePart>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of packZip(parts)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const resultOf = (pages: readonly Page[]) => ({
  name: 'Slow <Tides>',
  documents: [{ number: 1, name: 'tides.pdf', pages: pages.map(page => ({ kind: 'page', page }) as const) }],
})
const docx = (...pages: Page[]) => packed(docxParts(resultOf(pages), async () => PIXEL))
const xlsx = (...pages: Page[]) => packed(xlsxParts(resultOf(pages)))

/** The files of a ZIP archive, as another program reads them. */
async function unpacked(archive: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(archive)
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(Buffer.from(piece))
    files.set(entry.fileName, Buffer.concat(pieces).toString('utf8'))
  }
  return files
}

interface Cell {
  readonly place: string
  readonly kind: string
  readonly style: string
  text: string
}

function cellsOf(xml: string): Cell[] {
  const cells: Cell[] = []
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const { r = '', t = 'n', s = '' } = attributes
    if (name === 'c') cells.push({ place: r, kind: t, style: s, text: '' })
  })
  parser.on('text', text => {
    const last = cells.at(-1)
    if (last) last.text += text
  })
  parser.write(xml).close()
  return cells
}

function assertWellFormed(files: ReadonlyMap<string, string>): void {
  for (const [name, xml] of files) {
    if (!/\.(xml|rels)$/.test(name)) continue
    const parser = new SaxesParser()
    parser.on('error', error => {
      throw new Error(`${name}: ${error.message}`)
    })
    parser.write(xml).close()
  }
}

const figure = { name: 'page-000001-figure-1.png', widthPx: 300, heightPx: 200, alternativeText: 'A "boat"' }
const spanned: Region = {
  ...regionOf('table', ''),
  table: {
    rowCount: 3,
    columnCount: 2,
    cells: [
      { row: 0, column: 0, rowSpan: 1, columnSpan: 2, text: 'Head', isHeader: true },
      { row: 1, column: 0, rowSpan: 2, columnSpan: 1, text: 'Tall' },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: 'one\ntwo' },
      { row: 2, column: 1, rowSpan: 1, columnSpan: 1, text: 'b' },
    ],
  },
}
const rich = pageOf([
  regionOf('title', 'Slow Tides', 1),
  {
    ...regionOf('text', 'Bold H2 here1'),
    runs: [
      { text: 'Bold', isBold: true },
      { text: ' H' },
      { text: '2', script: 'sub' },
      { text: ' ' },
      { text: 'here', href: 'https://a.b/?x=1&y=2' },
      { text: '1', footnote: '1' },
    ],
  },
  { ...regionOf('list', '3. three'), depth: 0 },
  { ...regionOf('list', '• in three'), depth: 1 },
  { ...regionOf('list', '4. four'), depth: 0 },
  spanned,
  { ...regionOf('figure', ''), figure },
  { ...regionOf('footnote', '1 The proof'), label: '1' },
])

describe('the DOCX export', () => {
  it('is read by another program with headings, styles, links, lists, spans, pictures and notes', async () => {
    const { value: html, messages } = await mammoth.convertToHtml({ buffer: await docx(rich) })

    expect(messages.filter(message => message.type === 'error')).toEqual([])
    expect(html.replace(/ id="[^"]*"/g, '').replace(/base64,[^"]*/, 'base64,')).toBe(
      [
        '<h1>Slow Tides</h1>',
        '<p><strong>Bold</strong> H<sub>2</sub> <a href="https://a.b/?x=1&amp;y=2">here</a><sup><a href="#footnote-1">[1]</a></sup></p>',
        '<ol><li>three<ul><li>in three</li></ul></li><li>four</li></ol>',
        '<table><thead><tr><th colspan="2"><p><strong>Head</strong></p></th></tr></thead>',
        '<tbody><tr><td rowspan="2"><p>Tall</p></td><td><p>one</p><p>two</p></td></tr><tr><td><p>b</p></td></tr></tbody></table>',
        '<p><img alt="A &quot;boat&quot;" src="data:image/png;base64," /></p>',
        '<ol><li><p> The proof <a href="#footnote-ref-1">↑</a></p></li></ol>',
      ].join(''),
    )
  })

  it('leads the marks of a text that goes on over a page to the notes of its own page', async () => {
    const text = (words: string): Region => ({
      ...regionOf('text', `${words}1`),
      runs: [{ text: words }, { text: '1', footnote: '1' }],
    })
    const note = (words: string): Region => ({ ...regionOf('footnote', `1 ${words}`), label: '1' })
    const pages = [
      pageOf([text('The fog'), note('Of the north.')]),
      pageOf([{ ...text('and the tide'), continues: true }, note('Of the moon.')], 2),
    ]
    const buffer = await packed(docxParts(flowing(resultOf(pages)), async () => PIXEL))

    const { value: html } = await mammoth.convertToHtml({ buffer })

    expect(html.match(/fog.*?\[(\d)\].*tide.*?\[(\d)\]/)?.slice(1)).toEqual(['1', '2'])
    expect(html.match(/Of the \w+/g)).toEqual(['Of the north', 'Of the moon'])
  })

  it('keeps the paragraphs of a list item below its text', async () => {
    const page = pageOf([regionOf('list', '• one\nmore'), regionOf('list', '• two')])
    const files = await unpacked(await docx(page))

    const paragraphs = files.get('word/document.xml')?.match(/<w:p>.*?<\/w:p>/g) ?? []
    expect(paragraphs.map(xml => [xml.includes('<w:numPr>'), xml.includes('w:left="420"')])).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ])
  })

  it('keeps a caption on the page of its table or picture, above the words in the picture', async () => {
    const map: Region = { ...regionOf('figure', 'North of the pier'), figure }
    const page = pageOf([
      regionOf('caption', 'Table 1'),
      regionOf('table', 'a\tb\nc\td'),
      map,
      regionOf('caption', 'Figure 1'),
    ])
    const xml = (await unpacked(await docx(page))).get('word/document.xml') ?? ''

    expect(xml).toMatch(
      /<w:pStyle w:val="Caption"\/><w:keepNext\/><\/w:pPr>.*?Table 1<\/w:t><\/w:r><\/w:p><w:tbl>/,
    )
    expect(xml).toMatch(/<w:keepNext\/><\/w:pPr><w:r><w:drawing>.*Figure 1<.*North of the pier</)
  })

  it('makes columns as wide as their texts, and no wider than the page', async () => {
    const table = regionOf('table', `No.\tPlace\n1\t${'harbour '.repeat(30)}`)
    const xml = (await unpacked(await docx(pageOf([table])))).get('word/document.xml') ?? ''

    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(found => Number(found[1]))
    expect(widths).toEqual([810, 8260])
    expect(xml).toContain('<w:tblW w:w="9070" w:type="dxa"/>')
  })

  it('is called like its file, and opens in the mode of today', async () => {
    const result = { ...resultOf([rich]), name: 'Slow tides.pdf' }
    const files = await unpacked(await packed(docxParts(result, async () => PIXEL)))

    expect(files.get('docProps/core.xml')).toContain('<dc:title>Slow tides</dc:title>')
    expect(files.get('word/settings.xml')).toContain('w:name="compatibilityMode"')
    expect(files.get('word/_rels/document.xml.rels')).toContain('Target="settings.xml"')
  })

  it('counts each list from its own number', async () => {
    const files = await unpacked(await docx(rich))

    expect(files.get('word/numbering.xml')).toContain(
      '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>',
    )
  })

  it('is well-formed and opens, whatever stands on the pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        const file = await docx(page, { ...page, number: 2 })
        assertWellFormed(await unpacked(file))
        const { messages } = await mammoth.extractRawText({ buffer: file })
        expect(messages.filter(message => message.type === 'error')).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('takes a paragraph of 10 MB and tables that are too wide for Word', async () => {
    const paragraph = regionOf('text', 'word '.repeat(2_000_000))
    const wide = regionOf('table', Array.from({ length: 200 }, (_, at) => `${at}`).join('\t'))
    const files = await unpacked(await docx(pageOf([{ ...paragraph, lines: [] }, wide])))

    assertWellFormed(files)
    expect(files.get('word/document.xml')?.match(/word/g)?.length).toBeGreaterThan(1_999_999)
    expect(files.get('word/document.xml')).not.toContain('<w:tbl>')
  }, 60_000)
})

describe('the XLSX export', () => {
  it('has a sheet for each table, its cells merged where they span', async () => {
    const files = await unpacked(await xlsx(pageOf([spanned, regionOf('table', 'a\t007\n1.5\t-2')])))

    expect(
      cellsOf(files.get('xl/worksheets/sheet1.xml') ?? '').map(({ place, text }) => [place, text]),
    ).toEqual([
      ['A1', 'Head'],
      ['A2', 'Tall'],
      ['B2', 'one\ntwo'],
      ['B3', 'b'],
    ])
    expect(files.get('xl/worksheets/sheet1.xml')).toContain(
      '<mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/>',
    )
    expect(
      cellsOf(files.get('xl/worksheets/sheet2.xml') ?? '').map(({ kind, text }) => [kind, text]),
    ).toEqual([
      ['inlineStr', 'a'],
      ['inlineStr', '007'],
      ['n', '1.5'],
      ['n', '-2'],
    ])
    expect(files.get('xl/workbook.xml')).toContain('<sheet name="Table 2 (page 1)" sheetId="2" r:id="rId2"/>')
  })

  it('marks what looks like a formula as text, and escapes what looks like an escape', async () => {
    const texts = ['=1+1', '＝1', '@x', '_x0041_']
    const files = await unpacked(await xlsx(pageOf([regionOf('table', texts.join('\t'))])))
    const cells = cellsOf(files.get('xl/worksheets/sheet1.xml') ?? '')

    expect(cells.map(({ kind, style, text }) => [kind, style, text])).toEqual([
      ['inlineStr', '3', '=1+1'],
      ['inlineStr', '3', '＝1'],
      ['inlineStr', '3', '@x'],
      ['inlineStr', '1', '_x005F_x0041_'],
    ])
  })

  it('is well-formed without a formula, whatever stands on the pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        const files = await unpacked(await xlsx(page))
        assertWellFormed(files)
        for (const [name, xml] of files) {
          if (name.includes('worksheets')) expect(xml).not.toMatch(/<f[ >]/)
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('takes 10,000 cells and one that is longer than Excel allows', async () => {
    const cells = Array.from({ length: 10_000 }, (_, at): TableCell => {
      const text = at === 0 ? 'x'.repeat(100_000) : `cell ${at}`
      return { row: Math.floor(at / 100), column: at % 100, rowSpan: 1, columnSpan: 1, text }
    })
    const table = { ...regionOf('table', ''), table: { rowCount: 100, columnCount: 100, cells } }
    const files = await unpacked(await xlsx(pageOf([table])))

    const written = cellsOf(files.get('xl/worksheets/sheet1.xml') ?? '')
    expect(written).toHaveLength(10_000)
    expect(written[0]?.text).toHaveLength(32_767)
    expect(written.at(-1)).toMatchObject({ place: 'CV100', text: 'cell 9999' })
  })

  it('says so when there are no tables', async () => {
    const files = await unpacked(await xlsx(pageOf([])))

    expect(cellsOf(files.get('xl/worksheets/sheet1.xml') ?? '')[0]?.text).toBe('No tables were found.')
  })
})

const hasOffice = ['/usr/bin/soffice', '/usr/local/bin/soffice'].some(existsSync)

async function throughOffice(name: string, file: Buffer, target: string): Promise<string> {
  const source = path.join(folder, name)
  writeFileSync(source, file)
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`
  await promisify(execFile)('soffice', [
    profile,
    '--headless',
    '--convert-to',
    target,
    '--outdir',
    folder,
    source,
  ])
  const extension = target.split(':')[0] ?? ''
  return readFileSync(path.join(folder, `${path.parse(name).name}.${extension}`), 'utf8')
}

test.runIf(hasOffice)(
  'LibreOffice opens both and finds the same',
  async () => {
    const html = await throughOffice('rich.docx', await docx(rich), 'html')
    expect(html).toContain('Slow Tides</h1>')
    expect(html).toMatch(/colspan="?2/)
    expect(html).toContain('The proof')

    const csv = await throughOffice('rich.xlsx', await xlsx(rich), 'csv')
    expect(csv).toBe('Head,\nTall,"one\ntwo"\n,b\n')
  },
  180_000,
)

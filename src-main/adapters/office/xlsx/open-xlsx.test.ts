import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { PageContent } from '../../../core/ports/document-reader.ts'
import { openXlsx } from './open-xlsx.ts'
import { relationshipsOf, type SheetFixture, xlsxOf } from './xlsx-fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-xlsx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PIXEL = { bytes: new Uint8Array([1]), extension: 'png', widthPx: 3, heightPx: 2 } as const
const sheet = (xml: string, rest: Partial<SheetFixture> = {}): SheetFixture => ({
  name: 'Sheet',
  xml,
  ...rest,
})

async function readAll(bytes: Uint8Array): Promise<readonly PageContent[]> {
  const file = path.join(folder, 'file.xlsx')
  writeFileSync(file, bytes)
  const document = await openXlsx({
    ...{ path: file, mediaType: 'xlsx', password: null },
    preparePicture: async () => PIXEL,
  })
  try {
    const pages: PageContent[] = []
    for (let page = 1; page <= document.pageCount; page++)
      pages.push(
        (await document.openPage(page).readContent?.(page)) ?? { regions: [], images: [], notices: [] },
      )
    return pages
  } finally {
    document.close()
  }
}

const textsOf = (page: PageContent | undefined) => page?.regions.map(({ category, text }) => [category, text])

const cells = (row: number, ...texts: readonly string[]): string =>
  `<row r="${row}">${texts.map((text, index) => (text === '' ? '' : inline(row, index, text))).join('')}</row>`
const inline = (row: number, column: number, text: string): string => {
  const reference = `${String.fromCharCode(65 + column)}${row}`
  return /^[\d.]+$/.test(text)
    ? `<c r="${reference}"><v>${text}</v></c>`
    : `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
}
const data = (...rows: readonly string[]): string => `<sheetData>${rows.join('')}</sheetData>`

test('each sheet that is shown is a page under its name; hidden ones are told of', async () => {
  const pages = await readAll(
    xlsxOf({
      sheets: [
        sheet(data(cells(1, 'a', 'b'), cells(2, '1', '2')), { name: 'First &amp; best' }),
        sheet(data(cells(1, 'secret')), { state: 'hidden' }),
        sheet(data(), { name: 'Empty' }),
      ],
    }),
  )

  expect(pages.map(textsOf)).toEqual([
    [
      ['title', 'First & best'],
      ['table', 'a\tb\n1\t2'],
    ],
    [],
  ])
  expect(pages[0]?.notices).toEqual(['One hidden sheet was left out.'])
})

test('cells show their values as their formats say', async () => {
  const formats = ['General', 'yyyy-mm-dd', '0.0%', '#,##0.00 &quot;€&quot;', '[h]:mm']
  const row = `<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1" s="1"><v>45000</v></c><c r="C1" s="2"><v>0.256</v></c>
    <c r="D1" s="3"><v>1234.5</v></c><c r="E1" s="4"><v>1.5</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="e"><v>#DIV/0!</v></c>
    <c r="H1" t="str"><f>A1&amp;"x"</f><v>joined</v></c><c r="I1"><f>SUM(A1:B1)</f></c><c r="J1" t="s"><v>0</v></c></row>`

  const [page] = await readAll(xlsxOf({ sheets: [sheet(data(row))], formats, sharedTexts: ['shared'] }))

  expect(page?.regions.at(-1)?.text.split('\t')).toEqual([
    ...[
      '0.3',
      '2023-03-15',
      '25.6%',
      '1,234.50 €',
      '36:00',
      'TRUE',
      '#DIV/0!',
      'joined',
      '=SUM(A1:B1)',
      'shared',
    ],
  ])
})

test('formats that a workbook only names are known; dates are shown so that all countries read them alike', async () => {
  const row = '<row r="1"><c r="A1" s="0"><v>45000.5</v></c><c r="B1" s="1"><v>0.5</v></c></row>'
  const styles =
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="22"/><xf numFmtId="10"/></cellXfs></styleSheet>'

  const [page] = await readAll(xlsxOf({ sheets: [sheet(data(row))], parts: { 'xl/styles.xml': styles } }))

  expect(page?.regions.at(-1)?.text).toBe('2023-03-15 12:00\t50.00%')
})

test('days count from 1904 on where the workbook says so', async () => {
  const row = '<row r="1"><c r="A1" s="0"><v>43538</v></c></row>'
  const workbookProperties = '<workbookPr date1904="1"/>'

  const [page] = await readAll(
    xlsxOf({ sheets: [sheet(data(row))], formats: ['yyyy-mm-dd'], workbookProperties }),
  )

  expect(page?.regions.at(-1)?.text).toBe('2023-03-15')
})

test('merged cells span, and what they cover is not shown', async () => {
  const merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>'
  const rows = data(cells(1, 'wide', 'covered', 'c'), cells(2, 'tall', '1', '2'), cells(3, '', '3', '4'))

  const [page] = await readAll(xlsxOf({ sheets: [sheet(rows + merges)] }))

  const table = page?.regions.at(-1)?.table
  expect(
    table?.cells.map(({ row, column, rowSpan, columnSpan, text }) => [
      row,
      column,
      rowSpan,
      columnSpan,
      text,
    ]),
  ).toEqual([
    [0, 0, 1, 2, 'wide'],
    [0, 2, 1, 1, 'c'],
    [1, 0, 2, 1, 'tall'],
    [1, 1, 1, 1, '1'],
    [1, 2, 1, 1, '2'],
    [2, 1, 1, 1, '3'],
    [2, 2, 1, 1, '4'],
  ])
  expect(table?.cells.filter(cell => cell.isHeader).map(cell => cell.text)).toEqual(['wide', 'c'])
})

test('rich text keeps its styles and cells their links to the web, no others', async () => {
  const rich = '<si><r><t xml:space="preserve">plain </t></r><r><rPr><b/></rPr><t>bold</t></r></si>'
  const row =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>1</v></c></row>'
  const links = '<hyperlinks><hyperlink ref="B1" r:id="rId1"/><hyperlink ref="C1" r:id="rId2"/></hyperlinks>'
  const parts = {
    'xl/worksheets/_rels/sheet1.xml.rels': relationshipsOf([
      { type: 'hyperlink', target: 'https://example.org/', isExternal: true },
      { type: 'hyperlink', target: 'file:///etc/passwd', isExternal: true },
    ]),
  }

  const [page] = await readAll(
    xlsxOf({ sheets: [sheet(data(row) + links)], sharedTexts: [rich, 'link'], parts }),
  )

  expect(page?.regions.at(-1)?.table?.cells.map(cell => cell.runs)).toEqual([
    [{ text: 'plain ' }, { text: 'bold', isBold: true }],
    [{ text: 'link', href: 'https://example.org/' }],
    undefined,
  ])
})

test('tables that stand apart are several, single lines above them are text, in reading order', async () => {
  const rows = data(
    cells(1, 'Report'),
    cells(3, 'a', 'b', '', 'x', 'y'),
    cells(4, '1', '2', '', '3', '4'),
    cells(6, 'other', 'table'),
    cells(7, '5', '6'),
  )

  const [page] = await readAll(xlsxOf({ sheets: [sheet(rows)] }))

  expect(textsOf(page)?.slice(1)).toEqual([
    ['text', 'Report'],
    ['table', 'a\tb\n1\t2'],
    ['table', 'x\ty\n3\t4'],
    ['table', 'other\ttable\n5\t6'],
  ])
})

test('the lines of a form stay lines, however many columns lie empty between', async () => {
  const rows = data(cells(1, 'Name', '', '', 'Ada'), cells(2, 'Town', '', '', 'London'))

  const [page] = await readAll(xlsxOf({ sheets: [sheet(rows)] }))

  expect(textsOf(page)?.slice(1)).toEqual([['table', 'Name\tAda\nTown\tLondon']])
})

test('a long sheet goes on over several pages with its head', async () => {
  const rows = Array.from({ length: 4500 }, (_, index) => cells(index + 2, `row ${index + 1}`, '1'))
  const bytes = xlsxOf({ sheets: [sheet(data(cells(1, 'name', 'count'), ...rows))] })

  const pages = await readAll(bytes)

  const tables = pages.map(page => page.regions.at(-1)?.text.split('\n') ?? [])
  expect(tables.map(lines => lines[0])).toEqual(['name\tcount', 'name\tcount', 'name\tcount'])
  expect(tables.flatMap(lines => lines.slice(1))).toEqual(rows.map((_, index) => `row ${index + 1}\t1`))
  expect(pages[1]?.notices).toEqual(['The sheet “Sheet” goes on from row 2001.'])
})

test('pages of a long sheet can be read in any order', async () => {
  const rows = Array.from({ length: 4500 }, (_, index) => cells(index + 1, `row ${index + 1}`, '1'))
  const file = path.join(folder, 'long.xlsx')
  writeFileSync(file, xlsxOf({ sheets: [sheet(data(...rows))] }))
  const document = await openXlsx({
    ...{ path: file, mediaType: 'xlsx', password: null },
    preparePicture: async () => undefined,
  })

  const firstLines: (string | undefined)[] = []
  for (const page of [3, 1, 1, 2])
    firstLines.push((await document.openPage(page).readContent?.(page))?.regions.at(-1)?.text.split('\n')[0])
  document.close()

  expect(firstLines).toEqual(['row 4001\t1', 'row 1\t1', 'row 1\t1', 'row 2001\t1'])
})

test('pictures stand where they lie; those that are elsewhere are never fetched', async () => {
  const drawing = `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${[
      ['r:embed="rId1"', 2],
      ['r:link="rId2"', 3],
    ]
      .map(
        ([
          blip,
          row,
        ]) => `<xdr:oneCellAnchor><xdr:from><xdr:row>${row}</xdr:row></xdr:from><xdr:pic><xdr:nvPicPr>
        <xdr:cNvPr id="1" name="n" descr="A  bridge"/></xdr:nvPicPr><xdr:blipFill><a:blip ${blip}/></xdr:blipFill></xdr:pic>
        </xdr:oneCellAnchor>`,
      )
      .join('')}</xdr:wsDr>`
  const parts = {
    'xl/worksheets/_rels/sheet1.xml.rels': relationshipsOf([
      { type: 'drawing', target: '../drawings/drawing1.xml' },
    ]),
    'xl/drawings/drawing1.xml': drawing,
    'xl/drawings/_rels/drawing1.xml.rels': relationshipsOf([
      { type: 'image', target: '../media/image1.png' },
      { type: 'image', target: 'http://example.org/spy.png', isExternal: true },
    ]),
    'xl/media/image1.png': new Uint8Array([1, 2, 3]),
  }
  const rows = data(cells(1, 'above'), cells(9, 'below'))

  const [page] = await readAll(xlsxOf({ sheets: [sheet(`${rows}<drawing r:id="rId1"/>`)], parts }))

  expect(page?.regions.map(({ category }) => category)).toEqual(['title', 'text', 'figure', 'text'])
  expect(page?.regions[2]?.figure).toEqual({
    ...{ name: 'page-000001-figure-1.png', widthPx: 3, heightPx: 2, alternativeText: 'A bridge' },
  })
  expect(page?.images).toHaveLength(1)
  expect(page?.notices).toEqual(['Pictures that are not in the file itself were left out.'])
})

test('two cells at the far corners of a sheet do not make a table of all places between', async () => {
  const row = (number: number, reference: string) =>
    `<row r="${number}"><c r="${reference}"><v>1</v></c></row>`

  const [page] = await readAll(xlsxOf({ sheets: [sheet(data(row(1, 'A1'), row(1048576, 'XFD1048576')))] }))

  expect(textsOf(page)?.slice(1)).toEqual([
    ['text', '1'],
    ['text', '1'],
  ])
})

test('what can be no cell is passed over', async () => {
  const rows = `<sheetData><row r="x"><c r="A1"><v>1</v></c></row><row r="2"><c r="ZZZZ9"><v>lost</v></c><c r="B2" t="s"><v>99</v></c>
    <c r="C2"><v>not a number</v></c></row><row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>
    <mergeCells><mergeCell ref="A1"/><mergeCell ref="nonsense"/></mergeCells>`

  const [page] = await readAll(xlsxOf({ sheets: [sheet(rows)] }))

  expect(page?.regions.map(({ text }) => text).join('\n')).toContain('not a number')
})

test('a text that thousands of cells share does not fill the memory', async () => {
  const row = (number: number) =>
    `<row r="${number}">${'ABCDE'.replace(/./g, column => `<c r="${column}${number}" t="s"><v>0</v></c>`)}</row>`
  const rows = Array.from({ length: 2000 }, (_, index) => row(index + 1))

  const [page] = await readAll(
    xlsxOf({ sheets: [sheet(data(...rows))], sharedTexts: ['x'.repeat(1_000_000)] }),
  )

  const length = page?.regions.reduce((sum, { text }) => sum + text.length, 0)
  expect(length).toBeGreaterThan(1_900_000)
  expect(length).toBeLessThan(2_100_000)
  expect(page?.notices).toEqual(['The end of this page was left out: it holds more than 2000000 characters.'])
})

import type { Region, TableCell } from '../../../src-shared/contract/page.ts'
import { drawableTable, tableRows } from './drawable-table.ts'
import { escapeHtml } from './escape-html.ts'
import { isFormulaLike } from './is-formula-like.ts'
import type { StreamedResult } from './job-result.ts'
import {
  contentTypesPart,
  OFFICE_RELATIONSHIPS,
  type PackagePart,
  relationship,
  relationshipsPart,
  XML_HEAD,
} from './package-part.ts'

/** What Excel takes at most. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const MOST_CHARACTERS = 32_767
const WIDEST_COLUMN = 60

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** An Excel workbook with a sheet for each table, cells merged where they span. */
export async function* xlsxParts(result: StreamedResult): AsyncGenerator<PackagePart> {
  const names: string[] = []
  for (const document of result.documents) {
    for await (const each of document.pages) {
      if (each.kind === 'gap') continue
      for (const region of each.page.regions) {
        if (region.category !== 'table') continue
        names.push(`Table ${names.length + 1} (page ${each.page.number})`)
        yield { path: `xl/worksheets/sheet${names.length}.xml`, pieces: sheet(region) }
      }
    }
  }
  if (names.length === 0) {
    names.push('No tables')
    const words = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: 'No tables were found.' }
    yield {
      path: 'xl/worksheets/sheet1.xml',
      pieces: sheetOf([[words]], [words.text.length], []),
    }
  }
  yield { path: 'xl/styles.xml', pieces: [XML_HEAD, STYLES] }
  yield* workbook(names)
}

function* workbook(names: readonly string[]): Generator<PackagePart> {
  const sheets = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  yield {
    path: 'xl/workbook.xml',
    pieces: [
      XML_HEAD,
      `<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE_RELATIONSHIPS}"><sheets>`,
      ...sheets,
      '</sheets></workbook>',
    ],
  }
  yield relationshipsPart('xl/_rels/workbook.xml.rels', [
    ...names.map((_, at) => relationship(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    relationship('rIdStyles', 'styles', 'styles.xml'),
  ])
  yield relationshipsPart('_rels/.rels', [relationship('rId1', 'officeDocument', 'xl/workbook.xml')])
  yield contentTypesPart([
    ['xl/workbook.xml', `${TYPE}.sheet.main+xml`],
    ['xl/styles.xml', `${TYPE}.styles+xml`],
    ...names.map((_, at) => [`xl/worksheets/sheet${at + 1}.xml`, `${TYPE}.worksheet+xml`] as const),
  ])
}

/** Styles by their numbers: plain, heading, and both for texts that a spreadsheet must not take for a formula. */
const STYLES = `<styleSheet xmlns="${SPREADSHEET}">
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="4">
${[0, 1, 2, 3].map(styleRow).join('\n')}
</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>`

function styleRow(number: number): string {
  const quote = number >= 2 ? ' quotePrefix="1"' : ''
  return `<xf numFmtId="0" fontId="${number % 2}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"${quote}><alignment vertical="top" wrapText="1"/></xf>`
}

const styleOf = ({ isHeader, text }: TableCell): number => (isHeader ? 1 : 0) + (isFormulaLike(text) ? 2 : 0)

function sheet(region: Region): Iterable<string> {
  const table = drawableTable(region)
  const cells = table?.cells ?? cellsOfText(region)
  const rows: TableCell[][] = []
  const widths: number[] = []
  for (const cell of cells) {
    const { row, column } = cell
    if (row >= MOST_ROWS || column >= MOST_COLUMNS) continue
    const others = rows[row]
    if (others) others.push(cell)
    else rows[row] = [cell]
    const longest = cell.text.split('\n', 50).reduce((most, line) => Math.max(most, line.length), 0)
    if (cell.columnSpan === 1) widths[column] = Math.max(widths[column] ?? 0, longest)
  }
  const merged = cells.filter(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1)
  return sheetOf(rows, widths, merged)
}

const cellsOfText = (region: Region): readonly TableCell[] =>
  tableRows(region).flatMap((row, at) =>
    row.map((text, column) => ({
      ...{ row: at, column, rowSpan: 1, columnSpan: 1, text },
      ...(at === 0 ? { isHeader: true } : {}),
    })),
  )

function* sheetOf(
  rows: readonly (readonly TableCell[])[],
  widths: readonly number[],
  merged: readonly TableCell[],
): Generator<string> {
  yield `${XML_HEAD}<worksheet xmlns="${SPREADSHEET}">`
  if (widths.length > 0) {
    const columns = Array.from(widths, (width = 0, at) => {
      const shown = Math.min(WIDEST_COLUMN, Math.max(8, width + 2))
      return `<col min="${at + 1}" max="${at + 1}" width="${shown}" customWidth="1"/>`
    })
    yield `<cols>${columns.join('')}</cols>`
  }
  yield '<sheetData>'
  for (const [at, row] of rows.entries()) {
    if (!row) continue
    const cells = row.toSorted((one, other) => one.column - other.column).map(cellXml)
    yield `<row r="${at + 1}">${cells.join('')}</row>`
  }
  yield '</sheetData>'
  if (merged.length > 0) {
    const ranges = merged.map(cell => `<mergeCell ref="${rangeOf(cell)}"/>`)
    yield `<mergeCells count="${merged.length}">${ranges.join('')}</mergeCells>`
  }
  yield '</worksheet>'
}

function cellXml(cell: TableCell): string {
  const { text } = cell
  const place = `r="${placeOf(cell.row, cell.column)}" s="${styleOf(cell)}"`
  if (text === '') return `<c ${place}/>`
  // Only what the spreadsheet will show exactly so becomes a number.
  if (/^-?\d{1,15}(\.\d{1,10})?$/.test(text) && String(Number(text)) === text)
    return `<c ${place}><v>${text}</v></c>`
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text
  // `_x0041_` would be read as a letter.
  const literal = escapeHtml(cut).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${literal}</t></is></c>`
}

function rangeOf({ row, column, rowSpan, columnSpan }: TableCell): string {
  return `${placeOf(row, column)}:${placeOf(row + rowSpan - 1, column + columnSpan - 1)}`
}

function placeOf(row: number, column: number): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return `${letters}${row + 1}`
}

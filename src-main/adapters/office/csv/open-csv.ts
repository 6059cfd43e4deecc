import { parse } from 'csv-parse/sync'
import type { Region, Table } from '../../../../src-shared/contract/page.ts'
import { ProblemError } from '../../../core/problem-error.ts'
import { documentOfPages, NOMINAL_PAGE } from '../document-of-pages.ts'
import { tableText } from '../flow/table-text.ts'
import type { OpenOffice } from '../open-office.ts'
import { decodeBytes } from '../text/decode-bytes.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { findDelimiter } from './find-delimiter.ts'
import { findRows, type RowPlace } from './find-rows.ts'

const MOST_BYTES = 64 * 1024 * 1024
/** A table with more columns is none. */
const MOST_COLUMNS = 500
/** More values on one page make a table that nobody can scroll. */
const MOST_PLACES = 3000
const MOST_CHARACTERS = 24_000
/** What is longer is no value of a table, but it may not be lost without a word. */
const MOST_VALUE_CHARACTERS = 20_000
/** What goes over more pages is too long to be joined again where pages don't count. */
const MOST_JOINED = 20

/** Opens a table of values parted by commas, semicolons, tabs or bars. Its first row is the head, and stands on each page. */
export const openCsv: OpenOffice = async ({ path, mediaType }) => {
  const text = decodeBytes(await readTextFile(path, MOST_BYTES))
  const delimiter = mediaType === 'text/tab-separated-values' ? '\t' : findDelimiter(text)
  const { rows, isQuoted } = findRows(text, delimiter)
  const [head, ...body] = rows
  const read = { text, delimiter, isQuoted }
  const columnCount = head
    ? Math.max(1, ...valuesOf(read, rows.slice(0, LOOKED_AT_ROWS)).map(row => row.length))
    : 1
  if (columnCount > MOST_COLUMNS)
    throw new ProblemError('damaged-file', `${columnCount} columns; at most ${MOST_COLUMNS} are read`)
  const pieces = head ? cutRows(body, Math.max(1, Math.floor(MOST_PLACES / columnCount))) : [[]]
  return documentOfPages({
    mediaType,
    pages: pieces.map((piece, index) => ({
      ...NOMINAL_PAGE,
      async readContent() {
        const values = head ? valuesOf(read, [head, ...piece]) : []
        const continues = index > 0 && pieces.length <= MOST_JOINED
        const isCut = values.some(row => row.some(isTooLong))
        return { regions: regionsOf(values, continues), images: [], notices: isCut ? [CUT] : [] }
      },
    })),
  })
}

const CUT = 'Values of more than 20,000 characters were cut off.'
const isTooLong = (value: string): boolean => value.length > MOST_VALUE_CHARACTERS

/** So many rows tell how wide the table is. */
const LOOKED_AT_ROWS = 100

/** The rows of each page; one page at least. */
function cutRows(rows: readonly RowPlace[], mostRows: number): RowPlace[][] {
  const pieces: RowPlace[][] = [[]]
  let characters = 0
  for (const row of rows) {
    const piece = pieces.at(-1) ?? []
    const length = row.to - row.from
    if (piece.length > 0 && (piece.length >= mostRows || characters + length > MOST_CHARACTERS)) {
      pieces.push([row])
      characters = length
    } else {
      piece.push(row)
      characters += length
    }
  }
  return pieces
}

interface ValueText {
  readonly text: string
  readonly delimiter: string
  readonly isQuoted: boolean
}

function valuesOf({ text, delimiter, isQuoted }: ValueText, places: readonly RowPlace[]): string[][] {
  try {
    return parse(places.map(({ from, to }) => text.slice(from, to)).join('\n'), {
      delimiter,
      quote: isQuoted ? '"' : null,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: '\n',
    })
  } catch (error) {
    throw new ProblemError('damaged-file', error instanceof Error ? error.message : '', { cause: error })
  }
}

const NOWHERE = { left: 0, top: 0, right: 0, bottom: 0 }

function regionsOf(values: readonly (readonly string[])[], continues: boolean): Region[] {
  const columnCount = values.reduce((most, row) => Math.max(most, Math.min(row.length, MOST_COLUMNS)), 0)
  if (columnCount === 0) return []
  const cells = values.flatMap((row, index) =>
    row.slice(0, MOST_COLUMNS).map((value, column) => ({
      ...{
        row: index,
        column,
        rowSpan: 1,
        columnSpan: 1,
        text: value.trim().slice(0, MOST_VALUE_CHARACTERS),
      },
      ...(index === 0 ? { isHeader: true } : {}),
    })),
  )
  const table: Table = { rowCount: values.length, columnCount, cells }
  const region: Region = { category: 'table', text: tableText(table), table, box: NOWHERE, lines: [] }
  return [continues ? { ...region, continues } : region]
}

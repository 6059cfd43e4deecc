import { parse } from 'csv-parse/sync'
import type { Table } from '../../../../src-shared/contract/page.ts'
import { ProblemError } from '../../../core/problem-error.ts'
import { openFlow } from '../flow/open-flow.ts'
import { tableText } from '../flow/table-text.ts'
import type { OpenOffice } from '../open-office.ts'
import { decodeBytes } from '../text/decode-bytes.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { findDelimiter } from './find-delimiter.ts'

const MOST_BYTES = 32 * 1024 * 1024
/** A table with more columns is none. */
const MOST_COLUMNS = 500

/** Opens a table of values parted by commas, semicolons, tabs or bars. Its first row is the head. */
export const openCsv: OpenOffice = async ({ path, mediaType, preparePicture }) => {
  const text = decodeBytes(await readTextFile(path, MOST_BYTES))
  const delimiter = mediaType === 'text/tab-separated-values' ? '\t' : findDelimiter(text)
  const rows = rowsOf(text, delimiter)
  const table = tableOf(rows)
  if (!table) return openFlow({ mediaType, preparePicture, blocks: [] })
  const region = { category: 'table' as const, text: tableText(table), table }
  return openFlow({ mediaType, preparePicture, blocks: [{ kind: 'region', region }] })
}

function rowsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    })
  } catch (error) {
    throw new ProblemError('damaged-file', error instanceof Error ? error.message : '', { cause: error })
  }
}

function tableOf(rows: readonly (readonly string[])[]): Table | undefined {
  const columnCount = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (columnCount === 0) return undefined
  if (columnCount > MOST_COLUMNS)
    throw new ProblemError('damaged-file', `${columnCount} columns; at most ${MOST_COLUMNS} are read`)
  const cells = rows.flatMap((values, row) =>
    values.map((value, column) => ({
      row,
      column,
      rowSpan: 1,
      columnSpan: 1,
      text: value.trim(),
      ...(row === 0 ? { isHeader: true } : {}),
    })),
  )
  return { rowCount: rows.length, columnCount, cells }
}

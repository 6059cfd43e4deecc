import type { Archive } from '../archive/open-archive.ts'
import { readXmlPieces } from '../archive/read-xml-pieces.ts'
import type { XmlHandlers } from '../archive/xml-events.ts'
import { type CellRange, cellPlace, cellRange } from './cell-reference.ts'
import type { RawCell, RawRow } from './raw-cell.ts'
import { richText } from './rich-text.ts'
import { SHEET_LIMITS } from './sheet-limits.ts'

/** What stands behind the rows of a sheet. */
export interface SheetExtras {
  readonly merges: CellRange[]
  readonly links: { readonly range: CellRange; readonly id: string }[]
  /** Relationship of its pictures and charts. */
  drawingId?: string
}

/** The rows that have filled cells, from the top. The extras are complete when the last row has been taken. */
export async function* readSheetRows(
  archive: Archive,
  partName: string,
  extras: SheetExtras,
): AsyncGenerator<RawRow> {
  const rows: RawRow[] = []
  const handlers = sheetHandlers(extras, row => rows.push(row))
  for await (const _ of readXmlPieces(archive.pieces(partName), handlers)) yield* rows.splice(0)
}

/** The part of a cell that text belongs to. */
type Place = 'value' | 'formula' | 'none'

function sheetHandlers(extras: SheetExtras, take: (row: RawRow) => void): XmlHandlers {
  const rich = richText()
  let row = -1
  let column = -1
  let cells: RawCell[] = []
  let place: Place = 'none'
  let cell = { type: 'n', style: 0, value: '', formula: '' }
  return {
    open(name, attributes) {
      switch (name) {
        case 'row':
          row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1
          column = -1
          cells = []
          break
        case 'c': {
          const found = cellPlace(attributes.r ?? '')
          column = found?.column ?? column + 1
          row = found?.row ?? row
          cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', formula: '' }
          break
        }
        case 'v':
          place = 'value'
          break
        case 'f':
          place = 'formula'
          break
        default:
          if (cell.type === 'inlineStr') rich.open(name, attributes)
          noteExtra(extras, name, attributes)
      }
    },
    text(text) {
      if (place === 'value') cell.value += text
      else if (place === 'formula') cell.formula += text
      else rich.text(text)
    },
    close(name) {
      switch (name) {
        case 'v':
        case 'f':
          place = 'none'
          break
        case 'c': {
          const runs = rich.take()
          if (cell.value !== '' || cell.formula !== '' || runs.length > 0)
            cells.push({ row, column, ...cell, runs })
          break
        }
        case 'row':
          if (cells.length > 0 && row >= 0 && row < SHEET_LIMITS.rows) take({ row, cells: tidy(cells) })
          break
        default:
          rich.close(name)
      }
    },
  }
}

/** From left to right, each place once, none outside of a sheet. */
function tidy(cells: readonly RawCell[]): readonly RawCell[] {
  const byColumn = new Map<number, RawCell>()
  for (const cell of cells)
    if (cell.column < SHEET_LIMITS.columns && !byColumn.has(cell.column)) byColumn.set(cell.column, cell)
  return [...byColumn.values()].sort((a, b) => a.column - b.column)
}

function noteExtra(extras: SheetExtras, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name === 'drawing') extras.drawingId = attributes['r:id'] ?? ''
  if (name !== 'mergeCell' && name !== 'hyperlink') return
  const range = cellRange(attributes.ref ?? '')
  if (!range) return
  if (name === 'mergeCell' && extras.merges.length < SHEET_LIMITS.merges) extras.merges.push(range)
  const id = attributes['r:id']
  if (name === 'hyperlink' && id !== undefined && extras.links.length < SHEET_LIMITS.merges)
    extras.links.push({ range, id })
}

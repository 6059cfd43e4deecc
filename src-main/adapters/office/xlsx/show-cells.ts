import type { Run } from '../../../../src-shared/contract/page.ts'
import type { Relationship } from '../archive/read-relationships.ts'
import { webAddress } from '../archive/web-address.ts'
import { MOST_PAGE_CHARACTERS } from '../drawing/text-budget.ts'
import type { CellRange } from './cell-reference.ts'
import { type CellStyles, cellText } from './cell-text.ts'
import type { RawCell, RawRow } from './raw-cell.ts'
import type { SheetExtras } from './read-sheet-rows.ts'
import type { SheetSlice } from './scan-sheet.ts'
import type { ShownCell } from './shown-cell.ts'

interface SheetLook {
  readonly styles: CellStyles
  readonly extras: SheetExtras
  readonly relationships: readonly Relationship[]
}

export interface ShownCells {
  readonly cells: readonly ShownCell[]
  /** The page held more text than is kept. */
  readonly isCut: boolean
}

/** The cells of a page as they are shown, until the page holds too much text; the repeated head of a long table stands directly above its first row. */
export function showCells(rows: readonly RawRow[], slice: SheetSlice, look: SheetLook): ShownCells {
  const merges = mergesByPlace(look.extras.merges, slice)
  const hidden = coveredPlaces(merges)
  const hrefOf = linkFinder(look)
  const head = slice.head ? [{ row: slice.firstRow - 1, cells: slice.head.cells }] : []
  const shown: ShownCell[] = []
  let characters = 0
  for (const { row, cells } of [...head, ...rows]) {
    for (const cell of cells) {
      if (hidden.has(placeKey(row, cell.column))) continue
      const { text, runs, isNumber } = cellText(cell, look.styles)
      if (text === '') continue
      characters += text.length
      if (characters > MOST_PAGE_CHARACTERS) return { cells: shown, isCut: true }
      const merge = merges.get(placeKey(row, cell.column))
      const rowSpan = merge ? merge.bottom - row + 1 : 1
      const columnSpan = merge ? merge.right - cell.column + 1 : 1
      const linked = withLink(runs ?? [{ text }], hrefOf(cell))
      const styled = linked ?? runs
      shown.push({
        ...{ row, column: cell.column, rowSpan, columnSpan, text, isNumber },
        ...(styled ? { runs: styled } : {}),
      })
    }
  }
  return { cells: shown, isCut: false }
}

const placeKey = (row: number, column: number): string => `${row},${column}`

/** Merged areas by their first place, cut to the rows of the page. */
function mergesByPlace(merges: readonly CellRange[], slice: SheetSlice): ReadonlyMap<string, CellRange> {
  const found = new Map<string, CellRange>()
  for (const merge of merges) {
    if (merge.top < slice.firstRow || merge.top > slice.lastRow) continue
    const bottom = Math.min(merge.bottom, slice.lastRow)
    found.set(placeKey(merge.top, merge.left), { ...merge, bottom })
  }
  return found
}

/** Merged areas of a size beyond sense hide nothing: to go through their places would take too long. */
const MOST_COVERED = 200_000

function coveredPlaces(merges: ReadonlyMap<string, CellRange>): ReadonlySet<string> {
  const covered = new Set<string>()
  for (const { top, left, bottom, right } of merges.values()) {
    if (covered.size + (bottom - top + 1) * (right - left + 1) > MOST_COVERED) continue
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++)
        if (row !== top || column !== left) covered.add(placeKey(row, column))
  }
  return covered
}

type HrefOf = (cell: RawCell) => string | undefined

function linkFinder({ extras, relationships }: SheetLook): HrefOf {
  const targets = new Map(
    relationships.filter(({ isExternal }) => isExternal).map(({ id, target }) => [id, webAddress(target)]),
  )
  const single = new Map<string, string>()
  const wide: { readonly range: CellRange; readonly href: string }[] = []
  for (const { range, id } of extras.links) {
    const href = targets.get(id)
    if (href === undefined) continue
    if (range.top === range.bottom && range.left === range.right)
      single.set(placeKey(range.top, range.left), href)
    else if (wide.length < 100) wide.push({ range, href })
  }
  return cell =>
    single.get(placeKey(cell.row, cell.column)) ??
    wide.find(({ range }) => isWithin(cell, range))?.href ??
    webAddress(/^HYPERLINK\(\s*"([^"]+)"/i.exec(cell.formula)?.[1] ?? '')
}

const isWithin = ({ row, column }: RawCell, { top, left, bottom, right }: CellRange): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

const withLink = (runs: readonly Run[], href: string | undefined): readonly Run[] | undefined =>
  href === undefined ? undefined : runs.map(run => ({ ...run, href }))

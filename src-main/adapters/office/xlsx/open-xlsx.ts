import type { Region } from '../../../../src-shared/contract/page.ts'
import type { PageContent } from '../../../core/ports/document-reader.ts'
import { ProblemError } from '../../../core/problem-error.ts'
import { NO_PLACE } from '../archive/no-place.ts'
import { type Archive, openArchive } from '../archive/open-archive.ts'
import { type Relationship, readRelationships } from '../archive/read-relationships.ts'
import { documentOfPages, NOMINAL_PAGE, type WrittenPage } from '../document-of-pages.ts'
import { TOO_MUCH_TEXT } from '../drawing/text-budget.ts'
import type { OfficeFile, OpenOffice } from '../open-office.ts'
import { pageFigures } from '../page-figures.ts'
import { blocksOfCells } from './blocks-of-cells.ts'
import type { CellStyles } from './cell-text.ts'
import { readNumberFormats } from './read-number-formats.ts'
import { readSharedTexts } from './read-shared-texts.ts'
import { readSheetDrawing, type SheetDrawing } from './read-sheet-drawing.ts'
import { readWorkbook, type Workbook } from './read-workbook.ts'
import { type SheetScan, scanSheet } from './scan-sheet.ts'
import { sheetContent } from './sheet-content.ts'
import { SHEET_LIMITS } from './sheet-limits.ts'
import { type SheetSlices, sheetSlices } from './sheet-slices.ts'
import { showCells } from './show-cells.ts'

/** Opens an Excel workbook: each sheet that is shown is a page, a long one several. */
export const openXlsx: OpenOffice = async file => {
  const archive = await openArchive(file.path)
  try {
    return await openWorkbook(file, archive)
  } catch (error) {
    archive.close()
    throw error
  }
}

async function openWorkbook(file: OfficeFile, archive: Archive) {
  const workbook = await readWorkbook(archive)
  const scans = await scanSheets(archive, workbook)
  if (scans.length === 0) throw new ProblemError('no-pages', 'the workbook shows no sheet with cells')
  const slices = scans.map(scan => sheetSlices(archive, scan))
  const styles = stylesOnce(archive, workbook)
  const parts = { archive, file, workbook, styles }
  return documentOfPages({
    mediaType: file.mediaType,
    pages: scans.flatMap((scan, index) =>
      sheetPages({ ...parts, scan, slices: slices[index], isFirst: index === 0 }),
    ),
    close() {
      for (const each of slices) each.close()
      archive.close()
    },
  })
}

async function scanSheets(archive: Archive, { sheets }: Workbook): Promise<readonly SheetScan[]> {
  const scans: SheetScan[] = []
  let cellsLeft: number = SHEET_LIMITS.cells
  for (const entry of sheets) {
    const scan = await scanSheet(archive, entry, cellsLeft)
    cellsLeft -= scan.cellCount
    scans.push(scan)
  }
  return scans
}

/** Whoever only counts the pages does not pay for styles and shared texts. */
function stylesOnce(archive: Archive, workbook: Workbook): () => Promise<CellStyles> {
  let styles: Promise<CellStyles> | undefined
  return () => {
    styles ??= readStyles(archive, workbook)
    return styles
  }
}

const readStyles = async (archive: Archive, workbook: Workbook): Promise<CellStyles> => ({
  sharedTexts:
    workbook.sharedTextsPart === undefined ? [] : await readSharedTexts(archive, workbook.sharedTextsPart),
  numberFormats: await readNumberFormats(archive, workbook.stylesPart),
  isFrom1904: workbook.isFrom1904,
})

interface SheetParts {
  readonly archive: Archive
  readonly file: OfficeFile
  readonly workbook: Workbook
  readonly styles: () => Promise<CellStyles>
  readonly scan: SheetScan
  readonly slices: SheetSlices | undefined
  readonly isFirst: boolean
}

const sheetPages = (parts: SheetParts): readonly WrittenPage[] =>
  parts.scan.slices.map((_, index) => ({
    ...NOMINAL_PAGE,
    readContent: pageNumber => readSlice(parts, index, pageNumber),
  }))

async function readSlice(parts: SheetParts, index: number, pageNumber: number): Promise<PageContent> {
  const { archive, scan, file } = parts
  const slice = scan.slices[index] ?? { firstRow: 0, lastRow: 0 }
  const rows = (await parts.slices?.rows(index)) ?? []
  const styles = await parts.styles()
  const relationships = await readRelationships(archive, scan.entry.partName)
  const { cells, isCut } = showCells(rows, slice, { styles, extras: scan.extras, relationships })
  const target = relationships.find(({ id }) => id === scan.extras.drawingId)?.target
  const drawings = target === undefined ? [] : await readSheetDrawing(archive, target)
  const figures = pageFigures(pageNumber, file.preparePicture)
  const content = await sheetContent({
    ...{ archive, figures, blocks: blocksOfCells(cells) },
    drawings: drawings.filter(drawing => isOnSlice(drawing, scan, index)),
  })
  const title: Region = { category: 'title', level: 1, box: NO_PLACE, text: scan.entry.name, lines: [] }
  const hasTitle = index === 0 && content.regions.length > 0 && title.text !== ''
  return {
    regions: hasTitle ? [title, ...content.regions] : content.regions,
    images: figures.images,
    notices: [
      ...noticesOf(parts, index),
      ...commentNotice(relationships),
      ...(isCut ? [TOO_MUCH_TEXT] : []),
      ...content.notices,
      ...figures.notices(),
    ],
  }
}

/** What begins between two pages, or below the last row, belongs to the page before. */
function isOnSlice({ row }: SheetDrawing, { slices }: SheetScan, index: number): boolean {
  const start = index === 0 ? 0 : (slices[index]?.firstRow ?? 0)
  const end = slices[index + 1]?.firstRow ?? Number.POSITIVE_INFINITY
  return row >= start && row < end
}

function noticesOf({ workbook, scan, isFirst }: SheetParts, index: number): readonly string[] {
  const { hiddenCount } = workbook
  const { slices, isCut, entry } = scan
  const notices: string[] = []
  if (isFirst && index === 0 && hiddenCount > 0)
    notices.push(
      hiddenCount === 1 ? 'One hidden sheet was left out.' : `${hiddenCount} hidden sheets were left out.`,
    )
  if (index > 0)
    notices.push(`The sheet “${entry.name}” goes on from row ${(slices[index]?.firstRow ?? 0) + 1}.`)
  if (isCut && index === slices.length - 1)
    notices.push(
      `The rest of the sheet “${entry.name}” was left out: a workbook is read up to ${SHEET_LIMITS.cells} cells.`,
    )
  return notices
}

const commentNotice = (relationships: readonly Relationship[]): readonly string[] =>
  relationships.some(({ type }) => type === 'comments') ? ['Comments on cells were left out.'] : []

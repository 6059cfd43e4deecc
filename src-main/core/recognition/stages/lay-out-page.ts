import type { Line, Region } from '../../../../src-shared/contract/page.ts'
import { findColumns } from './find-columns.ts'
import { formParagraphs } from './form-paragraphs.ts'
import { groupRows } from './group-rows.ts'
import { joinLines } from './join-lines.ts'
import { nameRegions } from './name-regions.ts'
import { placeLines } from './place-lines.ts'
import { heightOf, type PlacedLine, widthOf } from './placed-line.ts'
import { setApartMargins } from './set-apart-margins.ts'

/** Puts lines into regions in reading order: columns, paragraphs, headings, running headers and footers. */
export function layOutPage(lines: readonly Line[], heightPx: number, skewDegrees: number): Region[] {
  const placed = placeLines(lines, skewDegrees)
  const level = placed.filter(line => !runsAcross(line))
  const across = placed.filter(runsAcross)
  const blocks = findColumns(level)
  const paragraphs = blocks.flatMap((block, index) => formParagraphs(groupRows(block), index))
  const regions = setApartMargins(nameRegions(paragraphs), heightPx)
  return [...regions, ...across.map(({ line }) => regionAcross(line))]
}

/** Text that runs up or down the page's side takes no part in columns and rows. */
function runsAcross({ box, line }: PlacedLine): boolean {
  return heightOf(box) > 2 * widthOf(box) && line.text.length > 3
}

function regionAcross(line: Line): Region {
  return { category: 'text', box: line.box, text: joinLines([line.text]), lines: [line] }
}

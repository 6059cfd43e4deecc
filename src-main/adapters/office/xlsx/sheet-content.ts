import type { Region } from '../../../../src-shared/contract/page.ts'
import { NO_PLACE } from '../archive/no-place.ts'
import type { Archive } from '../archive/open-archive.ts'
import { chartRegions } from '../drawing/chart-regions.ts'
import { readChart } from '../drawing/read-chart.ts'
import { textBudget } from '../drawing/text-budget.ts'
import type { PageFigures } from '../page-figures.ts'
import type { Block } from './blocks-of-cells.ts'
import type { SheetDrawing } from './read-sheet-drawing.ts'
import { regionsOfBlock } from './regions-of-block.ts'

interface SheetParts {
  readonly archive: Archive
  readonly blocks: readonly Block[]
  readonly drawings: readonly SheetDrawing[]
  readonly figures: PageFigures
}

interface SheetContent {
  readonly regions: readonly Region[]
  readonly notices: readonly string[]
}

/** Blocks of cells in their order, with what lies over the sheet where it begins. */
export async function sheetContent({
  archive,
  blocks,
  drawings,
  figures,
}: SheetParts): Promise<SheetContent> {
  const regions: Region[] = []
  const missing = { pictures: 0, charts: 0 }
  const waiting = [...drawings]
  const budget = textBudget()
  const draw = async (beforeRow: number) => {
    while (waiting[0] && waiting[0].row < beforeRow && !budget.isSpent) {
      const drawing = waiting.shift()
      if (drawing)
        regions.push(...budget.take(await regionsOfDrawing(drawing, { archive, figures, missing })))
    }
  }
  for (const block of blocks) {
    await draw(block.reduce((top, { row }) => Math.min(top, row), Number.POSITIVE_INFINITY))
    regions.push(...regionsOfBlock(block))
  }
  await draw(Number.POSITIVE_INFINITY)
  return { regions, notices: [...noticesOf(missing), ...budget.notices()] }
}

interface Missing {
  pictures: number
  charts: number
}

async function regionsOfDrawing(
  drawing: SheetDrawing,
  { archive, figures, missing }: Pick<SheetParts, 'archive' | 'figures'> & { missing: Missing },
): Promise<readonly Region[]> {
  switch (drawing.kind) {
    case 'text':
      return [{ category: 'text', box: NO_PLACE, text: drawing.text, lines: [] }]
    case 'chart': {
      const chart = drawing.partName === undefined ? undefined : await readChart(archive, drawing.partName)
      if (!chart) missing.charts++
      return chart ? chartRegions(chart, NO_PLACE) : []
    }
    case 'picture': {
      const { partName, alternativeText } = drawing.picture
      const bytes = partName === undefined ? undefined : await archive.read(partName)
      if (!bytes) missing.pictures++
      const figure = bytes && (await figures.add(bytes, alternativeText))
      return figure ? [{ category: 'figure', box: NO_PLACE, text: '', figure, lines: [] }] : []
    }
  }
}

const noticesOf = ({ pictures, charts }: Missing): readonly string[] => [
  ...(pictures > 0 ? ['Pictures that are not in the file itself were left out.'] : []),
  ...(charts > 0 ? ['A chart was left out: the file holds no values for it.'] : []),
]

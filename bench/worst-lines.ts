import { turnImage } from '../src-main/core/recognition/images/turn-image.ts'
import type { PageScore } from './accuracy-figures.ts'
import type { AlignedLine } from './align-lines.ts'
import { cutOut } from './cut-out.ts'
import { drawPage } from './draw-page.ts'
import { pngOfGrey } from './png-of-grey.ts'

/** A line with many errors, to be looked at. */
export interface WorstLine extends AlignedLine {
  readonly page: string
  /** PNG, as a data URL; undefined where the line's box lies outside the page. */
  readonly image: string | undefined
}

/** The lines with the most errors of pages that the product itself read, the worst first. */
export async function worstLines(scores: readonly PageScore[], count: number): Promise<WorstLine[]> {
  const worst = scores
    .flatMap(score => score.lines.map(aligned => ({ score, aligned })))
    .filter(({ aligned }) => aligned.errors > 0)
    .sort((a, b) => b.aligned.errors - a.aligned.errors)
    .slice(0, count)
  const lines: WorstLine[] = []
  for (const { score, aligned } of worst)
    lines.push({ ...aligned, page: score.truthCase.id, image: await imageOf(score, aligned) })
  return lines
}

async function imageOf(
  { truthCase, reading }: PageScore,
  { line }: AlignedLine,
): Promise<string | undefined> {
  const { image } = await drawPage(truthCase.file, truthCase.pageInDocument)
  const cut = cutOut(turnImage(image, reading.rotation ?? 0), line.box)
  return cut && `data:image/png;base64,${pngOfGrey(cut).toString('base64')}`
}

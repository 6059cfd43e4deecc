import { ProblemError } from '../../../core/problem-error.ts'
import { ARCHIVE_LIMITS } from '../archive/archive-limits.ts'
import type { Archive } from '../archive/open-archive.ts'
import { readXmlPieces } from '../archive/read-xml-pieces.ts'
import type { RichRun } from './raw-cell.ts'
import { richText } from './rich-text.ts'

/** A text that cells share, with its runs where it has styles. */
export type SharedText = string | readonly RichRun[]

/** The shared texts of a workbook, in their order. Throws archive-bomb for more than can be held. */
export async function readSharedTexts(archive: Archive, partName: string): Promise<readonly SharedText[]> {
  const size = archive.sizeOf(partName) ?? 0
  if (size > ARCHIVE_LIMITS.partBytes)
    throw new ProblemError('archive-bomb', `${partName} unpacks to ${size} bytes`)
  const texts: SharedText[] = []
  const rich = richText()
  const handlers = {
    open: rich.open,
    text: rich.text,
    close(name: string) {
      rich.close(name)
      if (name === 'si') texts.push(plainIfPlain(rich.take()))
    },
  }
  for await (const _ of readXmlPieces(archive.pieces(partName), handlers));
  return texts
}

/** Most texts have no styles: a string is all that is kept of them. */
function plainIfPlain(runs: readonly RichRun[]): SharedText {
  const isStyled = runs.some(run => run.isBold || run.isItalic || run.isStruck)
  return isStyled ? runs : runs.map(({ text }) => text).join('')
}

import type { Archive } from '../archive/open-archive.ts'
import { readXmlPieces } from '../archive/read-xml-pieces.ts'
import type { RichRun } from './raw-cell.ts'
import { richText } from './rich-text.ts'

/** A text that cells share, with its runs where it has styles. */
export type SharedText = string | readonly RichRun[]

/** The shared texts of a workbook, in their order. */
export async function readSharedTexts(archive: Archive, partName: string): Promise<readonly SharedText[]> {
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

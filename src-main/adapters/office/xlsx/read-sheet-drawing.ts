import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { type Relationship, readRelationships } from '../archive/read-relationships.ts'
import {
  childElement,
  childElements,
  descendants,
  textWithin,
  type XmlElement,
} from '../archive/xml-element.ts'
import { type DrawnPicture, drawnPicture } from '../drawing/drawn-picture.ts'

/** What lies over the cells of a sheet, by the row at which it begins. */
export type SheetDrawing = { readonly row: number } & (
  | { readonly kind: 'picture'; readonly picture: DrawnPicture }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'chart'; readonly partName: string | undefined }
)

/** The pictures, text boxes and charts of a drawing, from the top of the sheet. */
export async function readSheetDrawing(archive: Archive, partName: string): Promise<readonly SheetDrawing[]> {
  const bytes = await archive.read(partName)
  if (!bytes) return []
  const relationships = await readRelationships(archive, partName)
  return childElements(parseXml(bytes))
    .filter(({ name }) => name.endsWith('Anchor'))
    .flatMap(anchor => drawingsOf(anchor, relationships))
    .sort((a, b) => a.row - b.row)
}

function drawingsOf(anchor: XmlElement, relationships: readonly Relationship[]): readonly SheetDrawing[] {
  const row = Number(textWithin(childElement(anchor, 'xdr:from', 'xdr:row'))) || 0
  const pictures = descendants(anchor, 'xdr:pic').map(
    (pic): SheetDrawing => ({ kind: 'picture', row, picture: drawnPicture(pic, relationships) }),
  )
  const texts = descendants(anchor, 'xdr:txBody').map(
    (body): SheetDrawing => ({ kind: 'text', row, text: textOfBody(body) }),
  )
  const charts = descendants(anchor, 'c:chart').map((chart): SheetDrawing => {
    const found = relationships.find(({ id }) => id === chart.attributes['r:id'])
    return { kind: 'chart', row, partName: found?.isExternal ? undefined : found?.target }
  })
  return [...pictures, ...texts.filter(each => each.kind === 'text' && each.text !== ''), ...charts]
}

const textOfBody = (body: XmlElement): string =>
  descendants(body, 'a:p')
    .map(paragraph => descendants(paragraph, 'a:t').map(textWithin).join('').trim())
    .filter(text => text !== '')
    .join('\n')

import type { Relationship } from '../archive/read-relationships.ts'
import { descendants, type XmlElement } from '../archive/xml-element.ts'

/** A picture in a drawing. */
export interface DrawnPicture {
  /** The part that holds its bytes; undefined where they lie outside of the file, and are never fetched. */
  readonly partName: string | undefined
  readonly alternativeText: string
}

/** The picture of a `pic` element or of a shape that is filled with one. */
export function drawnPicture(element: XmlElement, relationships: readonly Relationship[]): DrawnPicture {
  const id = descendants(element, 'a:blip')[0]?.attributes['r:embed']
  const relationship = relationships.find(each => each.id === id)
  return {
    partName: relationship && !relationship.isExternal ? relationship.target : undefined,
    alternativeText: describedAs(element),
  }
}

/** What a person wrote down for those who can't see a shape. */
function describedAs(shape: XmlElement): string {
  for (const name of ['p:cNvPr', 'xdr:cNvPr', 'pic:cNvPr']) {
    const described = descendants(shape, name)[0]?.attributes.descr
    if (described) return described
  }
  return ''
}

import { childElement, descendants, type XmlElement } from '../archive/xml-element.ts'

/** The role that a shape has by the slide's layout. */
export interface Placeholder {
  /** `title`, `body`, `sldNum` …; `obj` where the file names none. */
  readonly type: string
  readonly index: string
}

/** The role of a shape; undefined for shapes of the slide's own. */
export function placeholderOf(shape: XmlElement): Placeholder | undefined {
  const frame = shape.children.find(
    (child): child is XmlElement => typeof child !== 'string' && /^p:nv.*Pr$/.test(child.name),
  )
  const attributes = childElement(frame, 'p:nvPr', 'p:ph')?.attributes
  return attributes && { type: attributes.type ?? 'obj', index: attributes.idx ?? '0' }
}

/** Layouts have further names for what is a title or a body on the master. */
const MASTER_TYPES: Readonly<Record<string, string>> = {
  ctrTitle: 'title',
  subTitle: 'body',
  obj: 'body',
  tbl: 'body',
  chart: 'body',
  dgm: 'body',
  media: 'body',
  clipArt: 'body',
  pic: 'body',
}

/** The shapes from which a slide's placeholder inherits: the layout's, then the master's. */
export function inheritedShapes(
  placeholder: Placeholder,
  layout: XmlElement | undefined,
  master: XmlElement | undefined,
): readonly XmlElement[] {
  const onLayout = shapesOf(layout).find(shape => {
    const other = placeholderOf(shape)
    return other && (other.index === placeholder.index || isSameTitle(other, placeholder))
  })
  const type = (onLayout && placeholderOf(onLayout)?.type) ?? placeholder.type
  const wanted = MASTER_TYPES[type] ?? type
  const onMaster = shapesOf(master).find(shape => placeholderOf(shape)?.type === wanted)
  return [onLayout, onMaster].filter(shape => shape !== undefined)
}

const shapesOf = (part: XmlElement | undefined): readonly XmlElement[] =>
  descendants(childElement(part, 'p:cSld', 'p:spTree'), 'p:sp')

/** Titles have no index: any title of the layout is the one. */
const isSameTitle = (one: Placeholder, other: Placeholder): boolean => isTitle(one) && isTitle(other)

export const isTitle = ({ type }: Placeholder): boolean => type === 'title' || type === 'ctrTitle'

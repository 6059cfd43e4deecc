import type { Box } from '../../../../src-shared/contract/page.ts'
import { childElement, descendants, type XmlElement } from '../archive/xml-element.ts'
import { inheritedShapes, type Placeholder, placeholderOf } from './placeholder.ts'
import { groupPlacing, ON_SLIDE, type Placing, shapeBox } from './shape-box.ts'

/** A shape that may hold something to read. */
export interface SlideShape {
  readonly element: XmlElement
  readonly box: Box
  readonly placeholder: Placeholder | undefined
  /** Shapes of layout and master from which it takes what it does not say itself. */
  readonly inherited: readonly XmlElement[]
}

/** A slide with what it inherits from. */
export interface SlideParts {
  readonly slide: XmlElement
  readonly layout: XmlElement | undefined
  readonly master: XmlElement | undefined
  readonly page: Box
}

const MOST_SHAPES = 5000

/** The shapes of a slide, those of groups too, in the order in which they are drawn; hidden ones are left out. */
export function slideShapes(parts: SlideParts): readonly SlideShape[] {
  const shapes: SlideShape[] = []
  const visit = (group: XmlElement | undefined, placing: Placing): void => {
    for (const child of group?.children ?? []) {
      if (typeof child === 'string' || shapes.length >= MOST_SHAPES || isHidden(child)) continue
      if (child.name === 'p:grpSp')
        visit(child, groupPlacing(childElement(child, 'p:grpSpPr', 'a:xfrm'), placing))
      else if (['p:sp', 'p:pic', 'p:graphicFrame'].includes(child.name))
        shapes.push(placedShape(child, placing, parts))
    }
  }
  visit(childElement(parts.slide, 'p:cSld', 'p:spTree'), ON_SLIDE)
  return shapes
}

function placedShape(
  element: XmlElement,
  placing: Placing,
  { layout, master, page }: SlideParts,
): SlideShape {
  const placeholder = placeholderOf(element)
  const inherited = placeholder ? inheritedShapes(placeholder, layout, master) : []
  const own = shapeBox(xfrmOf(element), placing)
  const box = own ?? inherited.map(shape => shapeBox(xfrmOf(shape), ON_SLIDE)).find(found => found) ?? page
  return { element, box, placeholder, inherited }
}

const xfrmOf = (shape: XmlElement): XmlElement | undefined =>
  childElement(shape, 'p:spPr', 'a:xfrm') ?? childElement(shape, 'p:xfrm')

function isHidden(shape: XmlElement): boolean {
  const frame = shape.children.find(
    (child): child is XmlElement => typeof child !== 'string' && /^p:nv.*Pr$/.test(child.name),
  )
  const hidden = descendants(frame, 'p:cNvPr')[0]?.attributes.hidden
  return hidden === '1' || hidden === 'true'
}

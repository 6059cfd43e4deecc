import { parseXml } from '../archive/parse-xml.ts'
import { childElement, childElements, type XmlElement } from '../archive/xml-element.ts'

/** Where a Word file keeps its styles. */
export const STYLES_PART = 'word/styles.xml'

/** What a style says of its paragraphs; what it does not say, the style that it stands on may. */
export interface ParagraphStyle {
  readonly id: string
  readonly name: string
  readonly basedOn: string | undefined
  /** From 0; 9 is running text. */
  readonly outlineLevel: number | undefined
  /** The list that numbers its paragraphs; 0 for none. */
  readonly list: string | undefined
  readonly listLevel: number | undefined
  /** Where the text begins, in Word's units. */
  readonly indent: number | undefined
}

/** Styles by their ids. */
export type ParagraphStyles = ReadonlyMap<string, ParagraphStyle>

/** A file without styles. */
export const NO_STYLES: ParagraphStyles = new Map()

/** The paragraph styles in the text of a Word file's styles. */
export function paragraphStyles(xml: string): ParagraphStyles {
  const styles = new Map<string, ParagraphStyle>()
  for (const element of childElements(parseXml(xml), 'w:style')) {
    const style = paragraphStyle(element)
    if (style) styles.set(style.id, style)
  }
  return styles
}

/** Styles that stand on styles that stand on styles: nobody goes further. */
const LONGEST_CHAIN = 20

/** The style and those that it stands on, the nearest first. */
export function styleChain(id: string | undefined, styles: ParagraphStyles): readonly ParagraphStyle[] {
  const chain: ParagraphStyle[] = []
  let style = id === undefined ? undefined : styles.get(id)
  while (style && chain.length < LONGEST_CHAIN) {
    chain.push(style)
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn)
  }
  return chain
}

function paragraphStyle(element: XmlElement): ParagraphStyle | undefined {
  const { 'w:type': type, 'w:styleId': id } = element.attributes
  if (type !== 'paragraph' || id === undefined) return undefined
  const valueAt = (...path: string[]): string | undefined =>
    childElement(element, ...path)?.attributes['w:val']
  const indents = childElement(element, 'w:pPr', 'w:ind')?.attributes
  return {
    id,
    name: valueAt('w:name') ?? '',
    basedOn: valueAt('w:basedOn'),
    outlineLevel: numberOf(valueAt('w:pPr', 'w:outlineLvl')),
    list: valueAt('w:pPr', 'w:numPr', 'w:numId'),
    listLevel: numberOf(valueAt('w:pPr', 'w:numPr', 'w:ilvl')),
    indent: numberOf(indents?.['w:left'] ?? indents?.['w:start']),
  }
}

const numberOf = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value)

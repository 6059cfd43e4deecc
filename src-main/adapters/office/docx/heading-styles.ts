import { parseXml } from '../archive/parse-xml.ts'
import { childElement, childElements, type XmlElement } from '../archive/xml-element.ts'
import type { DocxFile } from './docx-file.ts'

const STYLES_PART = 'word/styles.xml'
/** Styles that stand on styles that stand on styles: nobody goes further. */
const LONGEST_CHAIN = 20
/** Word knows nine levels of its outline, we know six. */
const DEEPEST_LEVEL = 6

/**
 * Lines for Mammoth's style map: which paragraph styles are headings, whatever they are called. Word says so by the level
 * that a style, or one that it stands on, has in the outline.
 */
export async function headingStyles(file: DocxFile): Promise<string[]> {
  if (!file.exists(STYLES_PART)) return []
  const xml = await file.read(STYLES_PART, 'utf-8')
  const styles = new Map<string, ParagraphStyle>()
  for (const element of childElements(parseXml(xml), 'w:style')) {
    const style = paragraphStyle(element)
    if (style) styles.set(style.id, style)
  }
  const lines: string[] = []
  for (const { id } of styles.values()) {
    const level = levelOf(id, styles)
    if (level !== undefined && /^[\w.-]+$/.test(id)) lines.push(`p.${escapeId(id)} => h${level}:fresh`)
  }
  return lines
}

interface ParagraphStyle {
  readonly id: string
  readonly basedOn: string | undefined
  /** From 0; 9 is running text. */
  readonly outlineLevel: number | undefined
}

function paragraphStyle(element: XmlElement): ParagraphStyle | undefined {
  const { 'w:type': type, 'w:styleId': id } = element.attributes
  if (type !== 'paragraph' || id === undefined) return undefined
  const basedOn = childElement(element, 'w:basedOn')?.attributes['w:val']
  const level = childElement(element, 'w:pPr', 'w:outlineLvl')?.attributes['w:val']
  return { id, basedOn, outlineLevel: level === undefined ? undefined : Number(level) }
}

function levelOf(id: string, styles: ReadonlyMap<string, ParagraphStyle>): number | undefined {
  let style = styles.get(id)
  for (let steps = 0; style && steps < LONGEST_CHAIN; steps++) {
    const { outlineLevel } = style
    if (outlineLevel !== undefined)
      return outlineLevel >= 0 && outlineLevel < 9 ? Math.min(outlineLevel + 1, DEEPEST_LEVEL) : undefined
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn)
  }
  return undefined
}

/** Mammoth's map takes letters, digits, hyphens and underscores; all else behind a backslash. */
const escapeId = (id: string): string => id.replace(/[^\w-]/g, '\\$&')

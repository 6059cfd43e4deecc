import { type ParagraphStyles, styleChain } from './paragraph-styles.ts'

/** Word knows nine levels of its outline, we know six. */
const DEEPEST_LEVEL = 6

/**
 * Lines for Mammoth's style map: which paragraph styles are headings, whatever they are called. Word says so by the level
 * that a style, or one that it stands on, has in the outline.
 */
export function headingStyles(styles: ParagraphStyles): string[] {
  const lines: string[] = []
  for (const id of styles.keys()) {
    const level = levelOf(id, styles)
    if (level !== undefined && /^[\w.-]+$/.test(id)) lines.push(`p.${escapeId(id)} => h${level}:fresh`)
  }
  return lines
}

/** Whether paragraphs of this style are headings. */
export const isHeadingStyle = (id: string, styles: ParagraphStyles): boolean =>
  /^Heading ?[1-6]$/i.test(styles.get(id)?.name ?? id) || levelOf(id, styles) !== undefined

function levelOf(id: string, styles: ParagraphStyles): number | undefined {
  for (const { outlineLevel } of styleChain(id, styles)) {
    if (outlineLevel !== undefined)
      return outlineLevel >= 0 && outlineLevel < 9 ? Math.min(outlineLevel + 1, DEEPEST_LEVEL) : undefined
  }
  return undefined
}

/** Mammoth's map takes letters, digits, hyphens and underscores; all else behind a backslash. */
const escapeId = (id: string): string => id.replace(/[^\w-]/g, '\\$&')

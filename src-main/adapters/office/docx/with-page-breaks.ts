import { PARAGRAPH_PROPERTIES } from './paragraph-properties.ts'

const BREAK = '<w:br w:type="page"/>'
const BREAK_BEFORE = /<w:pageBreakBefore(?:\s+w:val="(?:1|true|on)")?\s*\/>/
const SECTION = /<w:sectPr\b[\s\S]*?<\/w:sectPr>/
const SAME_PAGE_SECTION = /<w:type\s+w:val="(?:continuous|nextColumn)"/

/**
 * The text of a Word document in which each page begins with a break: also those that Word itself found when it last drew
 * the pages, those before a paragraph, and those between sections.
 */
export function withPageBreaks(xml: string): string {
  return xml.replace(/<w:lastRenderedPageBreak\s*\/>/g, BREAK).replace(PARAGRAPH_PROPERTIES, properties => {
    const isSectionEnd = SECTION.test(properties) && !SAME_PAGE_SECTION.test(properties)
    if (isSectionEnd || BREAK_BEFORE.test(properties)) return `${properties}<w:r>${BREAK}</w:r>`
    return properties
  })
}

import { escapeMarkdown } from './escape-markdown.ts'
import type { ExportFrame } from './export-frame.ts'
import { pageOrGapToMarkdown } from './page-to-markdown.ts'

/** Markdown: pages parted by an empty line; several documents stand under headings of their file names. */
export function markdownFrame(): ExportFrame {
  let hasSeveral = false
  return {
    begin(_name, documentCount) {
      hasSeveral = documentCount > 1
      return ''
    },
    beginDocument(document, isFirst) {
      if (!hasSeveral) return ''
      return `${isFirst ? '' : '\n'}# ${escapeMarkdown(document.name)}\n\n`
    },
    page(page, isFirst) {
      const markdown = pageOrGapToMarkdown(page)
      return markdown === '' ? '' : `${isFirst ? '' : '\n'}${markdown}\n`
    },
    endDocument: () => '',
    end: () => '',
  }
}

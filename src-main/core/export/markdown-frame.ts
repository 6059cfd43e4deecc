import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { escapeMarkdown } from './escape-markdown.ts'
import type { ExportFrame } from './export-frame.ts'
import { noteLabels } from './note-labels.ts'
import { type MarkdownPlace, pageOrGapToMarkdown } from './page-to-markdown.ts'

/** Where Markdown finds the pictures that lie in the job's folder beside it. */
const inFolder = (name: string): string => `images/${name}`

/** Markdown: pages parted by an empty line; several documents stand under headings of their file names. */
export function markdownFrame(figureLink: MarkdownPlace['figureLink'] = inFolder): ExportFrame {
  let hasSeveral = false
  const place = { figureLink, notes: noteLabels() }
  return {
    begin(_name, documentCount) {
      hasSeveral = documentCount > 1
      return ''
    },
    beginDocument(document, isFirst) {
      if (!hasSeveral) return ''
      const title = `${isFirst ? '' : '\n'}# ${escapeMarkdown(document.name)}\n\n`
      if (!document.problem) return title
      return `${title}> This file could not be read: ${escapeMarkdown(PROBLEMS[document.problem].words)}\n`
    },
    page(page, isFirst) {
      const markdown = pageOrGapToMarkdown(page, place)
      return markdown === '' ? '' : `${isFirst ? '' : '\n'}${markdown}\n`
    },
    endDocument: () => '',
    end: () => '',
  }
}

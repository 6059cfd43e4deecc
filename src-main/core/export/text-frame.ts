import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { oneLine } from './escape-markdown.ts'
import type { ExportFrame } from './export-frame.ts'
import { pageOrGapToText } from './page-to-text.ts'

/** Plain text: pages parted by an empty line; several documents stand under their underlined file names. */
export function textFrame(): ExportFrame {
  let hasSeveral = false
  return {
    begin(_name, documentCount) {
      hasSeveral = documentCount > 1
      return ''
    },
    beginDocument(document, isFirst) {
      if (!hasSeveral) return ''
      const name = oneLine(document.name)
      const title = `${isFirst ? '' : '\n'}${name}\n${'='.repeat(Math.max(3, [...name].length))}\n\n`
      if (!document.problem) return title
      return `${title}[This file could not be read: ${PROBLEMS[document.problem].words}]\n`
    },
    page(page, isFirst) {
      const text = pageOrGapToText(page)
      return text === '' ? '' : `${isFirst ? '' : '\n'}${text}\n`
    },
    endDocument: () => '',
    end: () => '',
  }
}

import type { ReadMarkup } from '../../../core/ports/read-markup.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import { walkHtml } from '../html/walk-html.ts'
import { htmlOfMarkdown } from './html-of-markdown.ts'

/** Markdown and the HTML in it as blocks. Pictures are named by their words alone: nothing is fetched. */
export const readMarkup: ReadMarkup = markdown => {
  const html = htmlOfMarkdown(markdown)
  if (html === undefined) return undefined
  return htmlBlocks(events => walkHtml(html, events)).flatMap(block => {
    if (block.kind === 'page-break') return []
    const { picture, ...region } = block.region
    return [picture ? { ...region, text: picture.alternativeText } : region]
  })
}

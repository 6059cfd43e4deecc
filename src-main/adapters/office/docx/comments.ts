import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { childElements } from '../archive/xml-element.ts'

/** Who wrote each comment, by the comments' ids. */
export type CommentAuthors = ReadonlyMap<string, string>

/** A line for Mammoth's style map: comments are read as well. */
export const COMMENT_STYLE = 'comment-reference => sup'

const PART = 'word/comments.xml'
const REFERENCE = /<w:commentReference\b[^>]*?w:id="([^"]*)"[^>]*>/g

/** The authors of a Word file's comments. */
export async function commentAuthors(archive: Archive): Promise<CommentAuthors> {
  const xml = await archive.text(PART)
  if (xml === undefined) return new Map()
  return new Map(
    childElements(parseXml(xml), 'w:comment').map(({ attributes }) => [
      attributes['w:id'] ?? '',
      (attributes['w:author'] ?? '').trim(),
    ]),
  )
}

/** The text of a Word document without marks of comments that are not there: they would end Mammoth's work. */
export const withoutLostComments = (xml: string, authors: CommentAuthors): string =>
  xml.replace(REFERENCE, (mark, id: string) => (authors.has(id) ? mark : ''))

const MARK = /<a href="#comment-([\w-]+)" id="comment-ref-[\w-]+">\[[^<]*\]<\/a>/g
const TITLE = /<dt id="comment-([\w-]+)">[^<]*<\/dt><dd>(<p>)?/g
const WAY_BACK = /(?: |<p> )<a href="#comment-ref-[\w-]+">↑<\/a>/g

/** Mammoth's web page with its comments as notes: each in its place, named for its author, counted apart from footnotes. */
export function commentsAsNotes(html: string, authors: CommentAuthors): string {
  const labels = new Map<string, string>()
  return html
    .replace(MARK, (_, id: string) => {
      const label = labels.get(id) ?? `c${labels.size + 1}`
      labels.set(id, label)
      return `<a href="#footnote-${label}">[${label}]</a>`
    })
    .replace(TITLE, (_, id: string, paragraph = '') => {
      const author = authors.get(id) ?? ''
      return `<dd id="footnote-${labels.get(id)}">${paragraph}${author === '' ? '' : `${escaped(author)}: `}`
    })
    .replace(WAY_BACK, way => (way.startsWith('<p>') ? '<p>' : ''))
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

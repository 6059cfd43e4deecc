import type { Run } from '../../../src-shared/contract/page.ts'
import type { DocxStore } from './docx-store.ts'
import { escapeHtml } from './escape-html.ts'

/** How a paragraph looks beside its runs. */
export interface ParagraphLook {
  readonly style?: string
  readonly list?: { readonly id: number; readonly depth: number }
  /** How far it stands to the right, in twentieths of a point. */
  readonly indent?: number
  /** Whether it stands on the page of what follows. */
  readonly keepsNext?: boolean
}

/** Word opens texts in pieces of this length more readily than in one of millions. */
const PIECE_CHARACTERS = 30_000
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u

/** A paragraph of Word; `\n` in a run is a line break, a tab a tab. */
export function docxParagraph(runs: readonly Run[], look: ParagraphLook, store: DocxStore): string {
  const isRightToLeft = RIGHT_TO_LEFT.test(runs.map(run => run.text.slice(0, 200)).join(''))
  const properties = [
    look.style === undefined ? '' : `<w:pStyle w:val="${look.style}"/>`,
    look.keepsNext ? '<w:keepNext/>' : '',
    look.list
      ? `<w:numPr><w:ilvl w:val="${look.list.depth}"/><w:numId w:val="${look.list.id}"/></w:numPr>`
      : '',
    isRightToLeft ? '<w:bidi/>' : '',
    look.indent === undefined ? '' : `<w:ind w:left="${look.indent}"/>`,
  ].join('')
  const content = runs.map(run => runXml(run, isRightToLeft, store)).join('')
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`
}

function runXml(run: Run, isRightToLeft: boolean, store: DocxStore): string {
  if (run.footnote !== undefined) {
    const id = store.noteOfMark(run.footnote)
    if (id !== undefined)
      return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`
    return textRuns({ text: run.text, script: 'super' }, isRightToLeft)
  }
  const isLink = run.href !== undefined && /^(https?:\/\/|mailto:)/i.test(run.href)
  if (!isLink || run.href === undefined) return textRuns(run, isRightToLeft)
  return `<w:hyperlink r:id="${store.linkId(run.href)}">${textRuns(run, isRightToLeft, 'Hyperlink')}</w:hyperlink>`
}

function textRuns(run: Run, isRightToLeft: boolean, style = ''): string {
  const properties = [
    style === '' ? '' : `<w:rStyle w:val="${style}"/>`,
    run.isCode ? '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' : '',
    run.isBold ? '<w:b/><w:bCs/>' : '',
    run.isItalic ? '<w:i/><w:iCs/>' : '',
    run.isStruck ? '<w:strike/>' : '',
    run.script ? `<w:vertAlign w:val="${run.script === 'sub' ? 'subscript' : 'superscript'}"/>` : '',
    isRightToLeft ? '<w:rtl/>' : '',
  ].join('')
  const look = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`
  return piecesOf(run.text)
    .map(piece => `<w:r>${look}${textXml(piece)}</w:r>`)
    .join('')
}

function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + PIECE_CHARACTERS)
    if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? '') && end < text.length) end += 1
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}

const textXml = (text: string): string =>
  text
    .split(/(\n|\t)/)
    .map(part => {
      if (part === '\n') return '<w:br/>'
      if (part === '\t') return '<w:tab/>'
      return part === '' ? '' : `<w:t xml:space="preserve">${escapeHtml(part)}</w:t>`
    })
    .join('')

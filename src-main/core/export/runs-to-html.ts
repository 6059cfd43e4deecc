import type { Run } from '../../../src-shared/contract/page.ts'
import { escapeHtml } from './escape-html.ts'

/** Where a footnote's mark leads; undefined where there is no such note. */
export type NoteLink = (label: string) => string | undefined

/** One line of styled text as HTML that can stand in any paragraph, heading or cell. */
export function runsToHtml(line: readonly Run[], noteLink: NoteLink): string {
  return line.map(run => runToHtml(run, noteLink)).join('')
}

function runToHtml(run: Run, noteLink: NoteLink): string {
  let html = escapeHtml(run.text)
  if (run.footnote !== undefined) {
    const link = noteLink(run.footnote)
    const mark = link === undefined ? html : `<a href="${escapeHtml(link)}" role="doc-noteref">${html}</a>`
    return `<sup>${mark}</sup>`
  }
  if (run.isCode) html = `<code>${html}</code>`
  if (run.script) html = run.script === 'sub' ? `<sub>${html}</sub>` : `<sup>${html}</sup>`
  if (run.isItalic) html = `<em>${html}</em>`
  if (run.isBold) html = `<strong>${html}</strong>`
  if (run.isStruck) html = `<s>${html}</s>`
  // What is no address of the web or of mail has no business here, whoever wrote it.
  if (run.href !== undefined && /^(https?:\/\/|mailto:)/i.test(run.href))
    html = `<a href="${escapeHtml(run.href)}">${html}</a>`
  return html
}

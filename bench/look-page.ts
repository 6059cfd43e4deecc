import type { WorstLine } from './worst-lines.ts'

/** Figures and lines to look at. */
export interface LookPage {
  readonly title: string
  /** Sentences on machine and program. */
  readonly notes: readonly string[]
  readonly tables: readonly { readonly heading: string; readonly rows: readonly (readonly string[])[] }[]
  readonly sets: readonly {
    readonly name: string
    readonly lines: readonly WorstLine[]
    /** Text that was not read, with its page. */
    readonly missed: readonly string[]
  }[]
}

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1c1c1c;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 2rem}td,th{border-bottom:1px solid #ddd;padding:.25rem .75rem;text-align:right}
td:first-child,th:first-child,td:nth-child(2),th:nth-child(2){text-align:left}
.line{border-left:3px solid #bbb;padding-left:.75rem;margin:1rem 0}.line img{max-width:100%;display:block;background:#eee}
.line p{margin:.2rem 0;font-family:ui-monospace,monospace;white-space:pre-wrap}.line small{color:#666}mark{background:#ffd7d2}`

/** A page that needs nothing else: tables, and the worst lines of each set with image, reading and truth. Wrong words are marked. */
export function lookPage({ title, notes, tables, sets }: LookPage): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${shown(title)}</title><style>${STYLE}</style></head><body>
<h1>${shown(title)}</h1>
<p>${notes.map(shown).join('<br>')}</p>
${tables.map(({ heading, rows }) => `<h2>${shown(heading)}</h2>\n${tableOf(rows)}`).join('\n')}
<h2>Worst lines</h2>
<p>Wrong words are marked; confidence stands in brackets. The truth is the piece most like the line; lines without one are ghosts, or stand in the truth otherwise.</p>
${sets.map(setOf).join('\n')}
</body></html>
`
}

function setOf({ name, lines, missed }: LookPage['sets'][number]): string {
  const unread =
    missed.length === 0
      ? ''
      : `<h4>Not read</h4>\n<ul>${missed.map(text => `<li>${shown(text)}</li>`).join('')}</ul>`
  return `<h3>${shown(name)}</h3>\n${lines.map(lineOf).join('\n') || '<p>No errors.</p>'}\n${unread}`
}

function tableOf([head, ...body]: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: 'td' | 'th') =>
    `<tr>${cells.map(cell => `<${tag}>${shown(cell)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${row(head ?? [], 'th')}</thead><tbody>${body.map(cells => row(cells, 'td')).join('')}</tbody></table>`
}

function lineOf({ page, image, errors, words, truth }: WorstLine): string {
  const read = words.map(({ text, confidence, isRight }) =>
    isRight
      ? shown(text)
      : `<mark title="${confidence.toFixed(2)}">${shown(text)} [${confidence.toFixed(2)}]</mark>`,
  )
  return `<div class="line">${image ? `<img alt="" src="${image}">` : ''}
<p>${read.join(' ')}</p>
<p>${shown(truth) || '–'}</p>
<small>${shown(page)}, ${errors} errors</small></div>`
}

const shown = (text: string): string =>
  text.replace(/[&<>"]/g, character => `&#${character.codePointAt(0) ?? 0};`)

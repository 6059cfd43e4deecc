import type { Page, Region } from '../../../src-shared/contract/page.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { listMarker } from '../recognition/stages/list-marker.ts'
import { escapeMarkdown, oneLine } from './escape-markdown.ts'
import type { PageOrGap } from './job-result.ts'
import { isLeftOut } from './left-out.ts'

/** A page, or a visible note for a page that could not be read, as Markdown without an end of line at its end. */
export function pageOrGapToMarkdown(page: PageOrGap): string {
  if (page.kind === 'page') return pageToMarkdown(page.page)
  return `> Page ${page.number} could not be read: ${escapeMarkdown(PROBLEMS[page.problem].words)}`
}

/** A page's text as Markdown (GFM); running headers, footers and page numbers are left out. Empty for a blank page. */
export function pageToMarkdown(page: Page): string {
  let markdown = ''
  let previous: Region | undefined
  for (const region of page.regions) {
    const block = isLeftOut(region.category) ? '' : regionToMarkdown(region)
    if (block === '') continue
    const isSameList = previous?.category === 'list' && region.category === 'list'
    markdown += previous === undefined ? block : `${isSameList ? '\n' : '\n\n'}${block}`
    previous = region
  }
  return markdown
}

/** Two spaces at a line's end are the line break that every Markdown reader knows. */
const HARD_BREAK = '  \n'

const isNotEmpty = (line: string) => line !== ''

/** One region as Markdown. */
export function regionToMarkdown(region: Region): string {
  switch (region.category) {
    case 'title':
      return heading(region)
    case 'list':
      return listItem(region.text)
    case 'table':
      return table(region.text)
    case 'code':
      return fenced(region.lines.map(line => line.text))
    default:
      return region.text.split('\n').map(escapeMarkdown).filter(isNotEmpty).join(HARD_BREAK)
  }
}

function heading(region: Region): string {
  const text = escapeMarkdown(region.text).replace(/(^|\s)(#+)$/, '$1\\$2')
  return text === '' ? '' : `${'#'.repeat(region.level ?? 2)} ${text}`
}

function listItem(text: string): string {
  const line = oneLine(text)
  const found = listMarker(line)
  if (!found) return `- ${escapeMarkdown(line)}`
  const marker = found.marker.trim()
  const rest = line.slice(found.marker.length)
  if (/^\d{1,9}[.)]$/.test(marker)) return `${marker} ${escapeMarkdown(rest)}`
  if (found.isOrdered) return `- ${escapeMarkdown(line)}`
  return `- ${escapeMarkdown(rest)}`
}

/** A GFM table; its first row is the head, as Markdown has no table without one. */
function table(text: string): string {
  const rows = text.split('\n').map(row => row.split('\t').map(escapeMarkdown))
  const width = Math.max(...rows.map(row => row.length))
  if (width < 2)
    return rows
      .map(row => row.join(' '))
      .filter(isNotEmpty)
      .join(HARD_BREAK)
  const [head = [], ...body] = rows
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => cells[index] ?? '').join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n')
}

function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap(line => line.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  return [fence, ...lines.map(line => line.replace(/[\r\n]/g, ' ')), fence].join('\n')
}

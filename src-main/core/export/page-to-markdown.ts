import type { Page, Region } from '../../../src-shared/contract/page.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { isTicked, listMarker } from '../recognition/stages/paragraphs/list-marker.ts'
import { escapeClosely, escapeMarkdown, escapeStart, oneLine } from './escape-markdown.ts'
import { itemLines } from './item-lines.ts'
import type { PageOrGap } from './job-result.ts'
import { isLeftOut } from './left-out.ts'
import { type ListNesting, listNesting } from './list-nesting.ts'
import { type NoteLabels, noteLabels } from './note-labels.ts'
import { runsToMarkdown } from './runs-to-markdown.ts'
import { plainText, styledLine, styledLines, withoutStart } from './styled-lines.ts'
import { tableToMarkdown } from './table-to-markdown.ts'
import { wordsOfPicture } from './words-of-picture.ts'

/** What Markdown needs to know beside the page. */
export interface MarkdownPlace {
  /** Where a figure's picture lies, as seen from the Markdown file; undefined where there is none. */
  readonly figureLink: (name: string) => string | undefined
  /** Kept over the pages of a file, so that each footnote has a label of its own. */
  readonly notes: NoteLabels
}

/** As it stands in a job's folder, for a page alone. */
export const folderPlace = (): MarkdownPlace => ({
  figureLink: name => `images/${name}`,
  notes: noteLabels(),
})

/** A page, or a visible note for a page that could not be read, as Markdown without an end of line at its end. */
export function pageOrGapToMarkdown(page: PageOrGap, place = folderPlace()): string {
  if (page.kind === 'page') return pageToMarkdown(page.page, place)
  return `> Page ${page.number} could not be read: ${escapeMarkdown(PROBLEMS[page.problem].words)}`
}

/** A page's text as Markdown (GFM); running headers, footers and page numbers are left out. Empty for a blank page. */
export function pageToMarkdown(page: Page, place = folderPlace()): string {
  const nesting = listNesting()
  const label = place.notes.ofPage(page)
  const write = { figureLink: place.figureLink, label, nesting }
  let markdown = ''
  let previous: { readonly region: Region; readonly block: string } | undefined
  for (const region of page.regions) {
    if (region.category !== 'list') nesting.reset()
    const block = isLeftOut(region.category) ? '' : regionToMarkdown(region, write)
    if (block === '') continue
    const isSameList = previous?.region.category === 'list' && region.category === 'list'
    const isTight = isSameList && nesting.isTight() && !previous?.block.includes('\n')
    markdown += previous === undefined ? block : `${isTight ? '\n' : '\n\n'}${block}`
    previous = { region, block }
  }
  return markdown
}

interface Writing {
  readonly figureLink: (name: string) => string | undefined
  readonly label: (label: string) => string
  readonly nesting: ListNesting
}

const alone = (): Writing => ({
  figureLink: folderPlace().figureLink,
  label: noteLabels().plain,
  nesting: listNesting(),
})

/** Two spaces at a line's end are the line break that every Markdown reader knows. */
const HARD_BREAK = '  \n'

/** One region as Markdown. */
export function regionToMarkdown(region: Region, writing = alone()): string {
  switch (region.category) {
    case 'title':
      return heading(region, writing)
    case 'list':
      return listItem(region, writing)
    case 'table':
      return tableToMarkdown(region, writing.label)
    case 'code':
      return fenced(region.text.split('\n'))
    case 'figure':
    case 'equation':
      return figure(region, writing)
    case 'footnote':
      return footnote(region, writing)
    default:
      return paragraph(region, writing)
  }
}

function paragraph(region: Region, { label }: Writing): string {
  return styledLines(region)
    .map(line => escapeStart(runsToMarkdown(line, label)))
    .join(HARD_BREAK)
}

function heading(region: Region, { label }: Writing): string {
  // Nothing but its end can be more than a heading's text.
  const text = runsToMarkdown(styledLine(region), label).replace(/(^|\s)(#+)$/, '$1\\$2')
  return text === '' ? '' : `${'#'.repeat(region.level ?? 2)} ${text}`
}

/** Further lines of an item are paragraphs that stand below its text. */
function listItem(region: Region, { label, nesting }: Writing): string {
  const [first, ...others] = itemLines(region)
  if (!first) return ''
  const { marker, rest, box = '' } = takeMarker(first)
  const indent = nesting.place(region.depth ?? 0, marker)
  const below = ' '.repeat(indent + marker.length + 1)
  // An item that begins with an empty line has no paragraphs below.
  const paragraphs = [rest, ...others].filter(line => line.length > 0)
  const texts = paragraphs.map(line => escapeStart(runsToMarkdown(line, label)))
  return `${' '.repeat(indent)}${marker} ${box}${texts.join(`\n\n${below}`)}`
}

type StyledLine = ReturnType<typeof styledLine>

interface TakenMarker {
  readonly marker: string
  /** GFM's box to be ticked, with the blank after it. */
  readonly box?: string
  readonly rest: StyledLine
}

/** Markdown knows only bullets, boxes to be ticked and arabic numbers: other markers stay text. */
function takeMarker(line: StyledLine): TakenMarker {
  const found = listMarker(plainText(line))
  if (!found) return { marker: '-', rest: line }
  const marker = found.marker.trim()
  if (/^\d{1,9}[.)]$/.test(marker)) return { marker, rest: withoutStart(line, found.marker.length) }
  const ticked = isTicked(marker)
  if (ticked !== undefined)
    return { marker: '-', box: ticked ? '[x] ' : '[ ] ', rest: withoutStart(line, found.marker.length) }
  return { marker: '-', rest: found.isOrdered ? line : withoutStart(line, found.marker.length) }
}

/** The picture, and what is written in it. A formula's text stands for the picture only where that cannot be seen. */
function figure(region: Region, writing: Writing): string {
  const text = paragraph(region, writing)
  const link = region.figure && writing.figureLink(region.figure.name)
  if (!region.figure || link === undefined) return text
  const { alternative, hasTextBelow } = wordsOfPicture(region)
  const picture = `![${escapeClosely(alternative)}](${link})`
  return hasTextBelow && text !== '' ? `${picture}\n\n${text}` : picture
}

/** A note that marks may lead to; without a label it is a paragraph like others. */
function footnote(region: Region, writing: Writing): string {
  if (region.label === undefined) return paragraph(region, writing)
  const line = withoutLabel(styledLine(region), region.label)
  return `[^${writing.label(region.label)}]: ${escapeStart(runsToMarkdown(line, writing.label))}`.trimEnd()
}

/** The note's text often begins with the sign that is its label. */
export function withoutLabel(line: StyledLine, label: string): StyledLine {
  const text = plainText(line)
  const sign = oneLine(label)
  if (sign === '' || !text.startsWith(sign)) return line
  const after = /^[.):\]]?\s+(?=\S)/.exec(text.slice(sign.length))
  return after ? withoutStart(line, sign.length + after[0].length) : line
}

function fenced(lines: readonly string[]): string {
  const ticks = lines.flatMap(line => line.match(/`+/g) ?? [])
  const longest = ticks.reduce((most, run) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return [fence, ...lines.map(line => line.replace(/[\r\n]/g, ' ')), fence].join('\n')
}

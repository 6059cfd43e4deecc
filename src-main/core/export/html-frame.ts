import type { Page, Region, Run } from '../../../src-shared/contract/page.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { fileStem } from '../job/display-name.ts'
import { hasRightToLeft, isRightToLeft } from '../recognition/right-to-left.ts'
import { blocksOfPage } from './blocks-of-page.ts'
import { dataUri } from './data-uri.ts'
import { tableOfRegion } from './drawable-table.ts'
import { escapeHtml } from './escape-html.ts'
import type { ExportFrame } from './export-frame.ts'
import { HTML_STYLE } from './html-style.ts'
import type { PageOrGap } from './job-result.ts'
import { languageOfText } from './language-of-text.ts'
import { isLeftOut } from './left-out.ts'
import type { ListItem } from './list-tree.ts'
import { noteLabels } from './note-labels.ts'
import { withoutLabel } from './page-to-markdown.ts'
import { type NoteLink, runsToHtml } from './runs-to-html.ts'
import { styledLine, styledLines } from './styled-lines.ts'
import { tableToHtml } from './table-to-html.ts'
import { type CaptionedBlock, withCaptions } from './with-captions.ts'
import { wordsOfPicture } from './words-of-picture.ts'

/** Only what the file itself holds is shown, and nothing in it can run. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** One HTML file that needs no other: pages as sections with an anchor each, figures inside it. */
export function htmlFrame(readFigure: (name: string) => Promise<Uint8Array | undefined>): ExportFrame {
  let hasSeveral = false
  const notes = noteLabels()
  return {
    begin(name, documentCount) {
      hasSeveral = documentCount > 1
      return [
        '<!DOCTYPE html>',
        '<html lang="und">',
        '<head>',
        '<meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="Pageloom">',
        `<title>${escapeHtml(fileStem(name))}</title>`,
        `<style>${HTML_STYLE}</style>`,
        '</head>',
        '<body>',
        '<main>',
        '',
      ].join('\n')
    },
    beginDocument({ number, name, problem }) {
      const title = hasSeveral ? `<h1>${escapeHtml(name)}</h1>\n` : ''
      const fault = problem ? `${gapNote(`This file could not be read: ${PROBLEMS[problem].words}`)}\n` : ''
      return `<article id="document-${number}">\n${title}${fault}`
    },
    async page(page) {
      if (page.kind === 'gap') return gapToHtml(page)
      const figures = await loadFigures(page.page, readFigure)
      return pageToHtml(page.page, { figures, label: notes.ofPage(page.page) })
    },
    endDocument: () => '</article>\n',
    end: () => '</main>\n</body>\n</html>\n',
  }
}

interface Writing {
  readonly figures: ReadonlyMap<string, string>
  readonly label: (label: string) => string
}

const gapNote = (words: string): string => `<p class="gap" role="note">${escapeHtml(words)}</p>`

const gapToHtml = ({ number, problem }: Extract<PageOrGap, { kind: 'gap' }>): string =>
  `<section id="page-${number}">\n${gapNote(`Page ${number} could not be read: ${PROBLEMS[problem].words}`)}\n</section>\n`

async function loadFigures(
  page: Page,
  readFigure: (name: string) => Promise<Uint8Array | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const figures = new Map<string, string>()
  for (const { figure } of page.regions) {
    const bytes = figure && (await readFigure(figure.name))
    if (bytes) figures.set(figure.name, dataUri(figure.name, bytes))
  }
  return figures
}

function pageToHtml(page: Page, writing: Writing): string {
  const blocks = withCaptions(blocksOfPage(page)).map(({ block, ...caption }) =>
    block.kind === 'list'
      ? listToHtml(block.items, writing)
      : captionedToHtml(block.region, caption, writing),
  )
  const text = page.regions.map(region => (isLeftOut(region.category) ? '' : region.text)).join('')
  const language = languageOfText(text)
  const lang = language === undefined ? '' : ` lang="${language}"`
  const ways = hasRightToLeft(text) ? ' class="two-ways"' : ''
  return [
    `<section id="page-${page.number}"${ways}${lang}${isRightToLeft(text) ? ' dir="rtl"' : ''}>`,
    ...blocks.filter(html => html !== ''),
    '</section>\n',
  ].join('\n')
}

/** A figure or table with its caption in it, where it has one. */
function captionedToHtml(
  region: Region,
  { caption, isAbove }: Omit<CaptionedBlock, 'block'>,
  writing: Writing,
): string {
  if (!caption) return regionToHtml(region, writing)
  const own = wrapped('figcaption', ' class="caption"', linesToHtml(caption, writing))
  const { shown, below } = partsOfHtml(region, writing)
  return wrapped('figure', '', isAbove ? own + shown : shown + own) + below
}

/** What a figure's element holds, and what stands below it. */
function partsOfHtml(region: Region, writing: Writing) {
  if (region.category === 'figure') return figureParts(region, writing)
  return { shown: regionToHtml(region, writing), below: '' }
}

const noteLink =
  ({ label }: Writing): NoteLink =>
  name =>
    `#note-${label(name)}`

function regionToHtml(region: Region, writing: Writing): string {
  const inline = (line: readonly Run[]) => runsToHtml(line, noteLink(writing))
  const lines = () => linesToHtml(region, writing)
  switch (region.category) {
    case 'title': {
      const level = region.level ?? 2
      return wrapped(`h${level}`, '', inline(styledLine(region)))
    }
    case 'table': {
      const table = tableOfRegion(region)
      return table ? tableToHtml(table, noteLink(writing)) : wrapped('p', '', lines())
    }
    case 'code':
      return wrapped('pre', '', wrapped('code', '', escapeHtml(region.text)))
    case 'figure':
    case 'equation':
      return figureToHtml(region, writing)
    case 'caption':
      return wrapped('p', ' class="caption"', lines())
    case 'footnote':
      return footnoteToHtml(region, lines(), writing)
    default:
      return wrapped('p', '', lines())
  }
}

const wrapped = (tag: string, attributes: string, html: string): string =>
  html === '' ? '' : `<${tag}${attributes}>${html}</${tag}>`

const linesToHtml = (region: Region, writing: Writing): string =>
  styledLines(region)
    .map(line => runsToHtml(line, noteLink(writing)))
    .join('<br>\n')

function figureToHtml(region: Region, writing: Writing): string {
  const { shown, below } = figureParts(region, writing)
  return wrapped('figure', '', shown) + below
}

/** The picture, and the text that stands below it; the text alone where there is no picture. */
function figureParts(region: Region, writing: Writing): { readonly shown: string; readonly below: string } {
  const { figure } = region
  const uri = figure && writing.figures.get(figure.name)
  const lines = wrapped('p', '', linesToHtml(region, writing))
  if (!figure || uri === undefined) return { shown: '', below: lines }
  const { alternative, hasTextBelow } = wordsOfPicture(region)
  const size = `width="${figure.widthPx}" height="${figure.heightPx}"`
  const shown = `<img src="${uri}" alt="${escapeHtml(alternative)}" ${size}>`
  return { shown, below: hasTextBelow && lines !== '' ? `\n${lines}` : '' }
}

function footnoteToHtml(region: Region, lines: string, writing: Writing): string {
  if (region.label === undefined) return wrapped('p', ' class="note"', lines)
  const line = withoutLabel(styledLine(region), region.label)
  const sign = `<sup>${escapeHtml(region.label)}</sup> `
  return `<p class="note" role="doc-footnote" id="note-${writing.label(region.label)}">${sign}${runsToHtml(line, noteLink(writing))}</p>`
}

function listToHtml(items: readonly ListItem[], writing: Writing): string {
  const lists: string[] = []
  let same: ListItem[] = []
  const end = () => {
    const [first] = same
    if (first) lists.push(oneListToHtml(first, same, writing))
    same = []
  }
  for (const item of items) {
    if (same[0] && same[0].kind !== item.kind) end()
    same.push(item)
  }
  end()
  return lists.join('\n')
}

function oneListToHtml(first: ListItem, items: readonly ListItem[], writing: Writing): string {
  const rows = items.map(item => {
    const value = item.kind === 'number' ? ` value="${item.number}"` : ''
    const below = item.children.length === 0 ? '' : `\n${listToHtml(item.children, writing)}\n`
    const paragraphs = item.lines.map(line => runsToHtml(line, noteLink(writing)))
    const text =
      paragraphs.length === 1 ? paragraphs.join('') : paragraphs.map(html => `<p>${html}</p>`).join('\n')
    return `<li${value}>${text}${below}</li>`
  })
  const [tag, attributes] =
    first.kind === 'number' ? ['ol', ''] : ['ul', first.kind === 'text' ? ' class="marked"' : '']
  return [`<${tag}${attributes}>`, ...rows, `</${tag}>`].join('\n')
}

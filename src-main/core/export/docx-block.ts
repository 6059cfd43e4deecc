import type { Figure, Page, Region, Run } from '../../../src-shared/contract/page.ts'
import { docxParagraph, type ParagraphLook } from './docx-paragraph.ts'
import type { DocxStore } from './docx-store.ts'
import { docxTable } from './docx-table.ts'
import { escapeHtml } from './escape-html.ts'
import type { ListItem } from './list-tree.ts'
import { withoutLabel } from './page-to-markdown.ts'
import { styledLine, styledLines } from './styled-lines.ts'
import type { CaptionedBlock } from './with-captions.ts'
import { wordsOfPicture } from './words-of-picture.ts'

/** What a block needs to know beside itself. */
export interface DocxPlace {
  readonly store: DocxStore
  readonly page: Page
  readonly hasPicture: (name: string) => boolean
}

/** One block of a page, with its caption beside it, as paragraphs and tables of Word. */
export function docxBlock({ block, caption, isAbove = false }: CaptionedBlock, place: DocxPlace): string {
  if (block.kind === 'list') return listXml(block.items, 0, place.store)
  if (!caption) return regionXml(block.region, place)
  const own = (look: ParagraphLook) =>
    paragraph(styledLines(caption), { style: 'Caption', ...look }, place.store)
  if (isAbove) return own({ keepsNext: true }) + regionXml(block.region, place)
  const { shown, below } = partsXml(block.region, place)
  return shown + own({}) + below
}

function regionXml(region: Region, place: DocxPlace): string {
  const { store } = place
  switch (region.category) {
    case 'title':
      return paragraph([styledLine(region)], { style: `Heading${region.level ?? 2}` }, store)
    case 'table':
      return docxTable(region, store)
    case 'code':
      return docxParagraph([{ text: region.text }], { style: 'Code' }, store)
    case 'figure':
    case 'equation': {
      const { shown, below } = figureXml(region, place)
      return shown + below
    }
    case 'caption':
      return paragraph(styledLines(region), { style: 'Caption' }, store)
    case 'footnote':
      return footnoteXml(region, store)
    default:
      return paragraph(styledLines(region), {}, store)
  }
}

/** What a caption belongs to, and what stands below both. */
interface Parts {
  readonly shown: string
  readonly below: string
}

function partsXml(region: Region, place: DocxPlace): Parts {
  if (region.category === 'figure') return figureXml(region, place, { keepsNext: true })
  return { shown: regionXml(region, place), below: '' }
}

type Lines = ReturnType<typeof styledLines>

const brokenLines = (lines: Lines): readonly Run[] =>
  lines.flatMap((line, at) => (at === 0 ? line : [{ text: '\n' }, ...line]))

function paragraph(lines: Lines, look: ParagraphLook, store: DocxStore): string {
  const runs = brokenLines(lines)
  return runs.length === 0 ? '' : docxParagraph(runs, look, store)
}

const DEEPEST_LIST = 8
const INDENT = 420

function listXml(items: readonly ListItem[], depth: number, store: DocxStore): string {
  const level = Math.min(depth, DEEPEST_LIST)
  let xml = ''
  let expected = Number.NaN
  let id = 0
  for (const item of items) {
    if (item.kind === 'number') {
      if (item.number !== expected) id = store.addList({ depth: level, start: item.number })
      expected = item.number + 1
    }
    const below = { style: 'ListParagraph', indent: (level + 1) * INDENT }
    const list = { id: item.kind === 'number' ? id : 1, depth: level }
    const first = item.kind === 'text' ? below : { style: below.style, list }
    for (const [at, line] of item.lines.entries()) xml += docxParagraph(line, at === 0 ? first : below, store)
    xml += listXml(item.children, depth + 1, store)
  }
  return xml
}

/** The picture, and the text that stands below it; the text alone where there is no picture. */
function figureXml(
  region: Region,
  { store, page, hasPicture }: DocxPlace,
  { keepsNext = false } = {},
): Parts {
  const text = paragraph(styledLines(region), {}, store)
  const { figure } = region
  if (!figure || !hasPicture(figure.name)) return { shown: '', below: text }
  const { alternative: words, hasTextBelow } = wordsOfPicture(region)
  const look = keepsNext ? '<w:pPr><w:keepNext/></w:pPr>' : ''
  const shown = `<w:p>${look}<w:r>${drawing(figure, { words, dpi: page.dpi, store })}</w:r></w:p>`
  return { shown, below: hasTextBelow ? text : '' }
}

/** English Metric Units, of which an inch has so many. */
const EMU_PER_INCH = 914_400
const MOST_WIDTH = 6.2 * EMU_PER_INCH
const MOST_HEIGHT = 8.5 * EMU_PER_INCH

function drawing(
  figure: Figure,
  { words, dpi, store }: { readonly words: string; readonly dpi: number; readonly store: DocxStore },
): string {
  const width = (figure.widthPx / dpi) * EMU_PER_INCH
  const height = (figure.heightPx / dpi) * EMU_PER_INCH
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height)
  const size = `cx="${Math.max(1, Math.round(width * scale))}" cy="${Math.max(1, Math.round(height * scale))}"`
  const id = store.pictureId(figure.name)
  const number = id.replace(/\D/g, '')
  const described = `id="${number}" name="${figure.name}" descr="${escapeHtml(words.slice(0, 2000)).replace(/\n/g, ' ')}"`
  return [
    `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr ${described}/>`,
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">',
    `<pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="${figure.name}"/><pic:cNvPicPr/></pic:nvPicPr>`,
    `<pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`,
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`,
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>',
  ].join('')
}

/** A note that a mark on the page stands for is Word's own; others are paragraphs. */
function footnoteXml(region: Region, store: DocxStore): string {
  if (region.label === undefined) return paragraph(styledLines(region), { style: 'FootnoteText' }, store)
  const id = store.noteOfRegion(region.label)
  const line = withoutLabel(styledLine(region), region.label)
  if (id === undefined) {
    const runs: Run[] = [{ text: region.label, script: 'super' }, { text: ' ' }, ...line]
    return docxParagraph(runs, { style: 'FootnoteText' }, store)
  }
  const sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
  // A note within a note would have no place to go.
  const plain = line.map(({ footnote: _mark, ...run }) => run)
  const text = docxParagraph([{ text: ' ' }, ...plain], { style: 'FootnoteText' }, store)
  const start = text.indexOf('</w:pPr>') + '</w:pPr>'.length
  store.addFootnote(
    `<w:footnote w:id="${id}">${text.slice(0, start)}${sign}${text.slice(start)}</w:footnote>`,
  )
  return ''
}

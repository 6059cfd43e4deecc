import {
  type Box,
  type Line,
  type Page,
  type Region,
  RegionCategory,
} from '../../../src-shared/contract/page.ts'
import { escapeHtml } from './escape-html.ts'
import type { ExportFrame } from './export-frame.ts'
import { languageOfText } from './language-of-text.ts'
import { linesOfRegion, wordsOfLine } from './words-of-line.ts'

const NAMESPACE = 'http://www.loc.gov/standards/alto/ns-v4#'
const SCHEMA = 'https://www.loc.gov/standards/alto/v4/alto-4-4.xsd'

/** ALTO 4.4: the layout of all pages in pixels, with the category of each block as a tag. */
export function altoFrame(): ExportFrame {
  return {
    begin: name =>
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<alto xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NAMESPACE} ${SCHEMA}" SCHEMAVERSION="4.4">`,
        '<Description>',
        '<MeasurementUnit>pixel</MeasurementUnit>',
        `<sourceImageInformation><fileName>${escapeHtml(name)}</fileName></sourceImageInformation>`,
        '<Processing ID="pageloom"><processingSoftware><softwareName>Pageloom</softwareName></processingSoftware></Processing>',
        '</Description>',
        '<Tags>',
        ...RegionCategory.anyOf.map(({ const: name }) => `<LayoutTag ID="tag-${name}" LABEL="${name}"/>`),
        '</Tags>',
        '<Layout>',
        '',
      ].join('\n'),
    beginDocument: () => '',
    page(page) {
      if (page.kind === 'page') return pageToAlto(page.page)
      const { number, pageInDocument } = page
      return `<Page ID="page-${number}" PHYSICAL_IMG_NR="${pageInDocument}" PRINTED_IMG_NR="${number}"/>\n`
    },
    endDocument: () => '',
    end: () => '</Layout>\n</alto>\n',
  }
}

function pageToAlto(page: Page): string {
  const size = `WIDTH="${page.widthPx}" HEIGHT="${page.heightPx}"`
  const blocks = page.regions.map((region, at) => blockToAlto(region, `${page.number}-${at + 1}`))
  return [
    `<Page ID="page-${page.number}" PHYSICAL_IMG_NR="${page.pageInDocument}" PRINTED_IMG_NR="${page.number}" ${size} PC="${share(page.confidence)}">`,
    `<PrintSpace HPOS="0" VPOS="0" ${size}>`,
    ...blocks,
    '</PrintSpace>',
    '</Page>\n',
  ].join('\n')
}

const share = (confidence: number): string => (Math.round(confidence * 1000) / 1000).toString()

const tenth = (px: number): string => (Math.round(px * 10) / 10).toString()

const place = ({ left, top, right, bottom }: Box): string =>
  `HPOS="${tenth(left)}" VPOS="${tenth(top)}" WIDTH="${tenth(Math.max(0, right - left))}" HEIGHT="${tenth(Math.max(0, bottom - top))}"`

function blockToAlto(region: Region, id: string): string {
  const attributes = `ID="block-${id}" TAGREFS="tag-${region.category}" ${place(region.box)}`
  const lines = linesOfRegion(region)
  if (lines.length === 0) return `<Illustration ${attributes}/>`
  const language = languageOfText(region.text)
  const lang = language === undefined ? '' : ` LANG="${language}"`
  return [
    `<TextBlock ${attributes}${lang}>`,
    ...lines.map((line, at) => lineToAlto(line, `${id}-${at + 1}`)),
    '</TextBlock>',
  ].join('\n')
}

function lineToAlto(line: Line, id: string): string {
  const words = wordsOfLine(line)
  const strings = words.map((word, at) => {
    const style = line.isBold ? ' STYLE="bold"' : ''
    return `<String ID="word-${id}-${at + 1}" ${place(word.box)}${style} CONTENT="${escapeHtml(word.text)}" WC="${share(word.confidence)}"/>`
  })
  if (strings.length === 0) strings.push(`<String ${place(line.box)} CONTENT=""/>`)
  const gap = /\s/.test(line.text.trim()) ? '<SP/>' : ''
  return `<TextLine ID="line-${id}" ${place(line.box)}>${strings.join(gap)}</TextLine>`
}

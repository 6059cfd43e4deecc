import type { Box, Line, Page, Region } from '../../../src-shared/contract/page.ts'
import { escapeHtml } from './escape-html.ts'
import type { ExportFrame } from './export-frame.ts'
import type { PageOrGap } from './job-result.ts'
import { languageOfText } from './language-of-text.ts'
import { linesOfRegion, wordsOfLine } from './words-of-line.ts'

/** hOCR 1.2 as XHTML: pages, areas, paragraphs, lines and words with their boxes and certainty. */
export function hocrFrame(): ExportFrame {
  let file = ''
  return {
    begin: name =>
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE html>',
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="und" xml:lang="und">',
        '<head>',
        `<title>${escapeHtml(name)}</title>`,
        '<meta http-equiv="content-type" content="text/html; charset=utf-8"/>',
        '<meta name="ocr-system" content="Pageloom"/>',
        '<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf"/>',
        '</head>',
        '<body>',
        '',
      ].join('\n'),
    beginDocument({ name }) {
      file = name
      return ''
    },
    page: page => (page.kind === 'gap' ? gapToHocr(page, file) : pageToHocr(page.page, file)),
    endDocument: () => '',
    end: () => '</body>\n</html>\n',
  }
}

const image = (file: string): string => `image "${file.replace(/["\\]/g, '\\$&')}"`

function gapToHocr({ number, pageInDocument }: Extract<PageOrGap, { kind: 'gap' }>, file: string): string {
  const title = `${image(file)}; bbox 0 0 0 0; ppageno ${pageInDocument - 1}`
  return `<div class="ocr_page" id="page_${number}" title="${escapeHtml(title)}"></div>\n`
}

function pageToHocr(page: Page, file: string): string {
  const dpi = Math.round(page.dpi)
  const facts = [
    image(file),
    `bbox 0 0 ${page.widthPx} ${page.heightPx}`,
    `ppageno ${page.pageInDocument - 1}`,
    `scan_res ${dpi} ${dpi}`,
  ]
  const areas = page.regions.map((region, at) => areaToHocr(region, `${page.number}_${at + 1}`))
  return [
    `<div class="ocr_page" id="page_${page.number}" title="${escapeHtml(facts.join('; '))}">`,
    ...areas,
    '</div>\n',
  ].join('\n')
}

/** Numbers are whole in hOCR; a box has no negative corner. */
function bbox({ left, top, right, bottom }: Box): string {
  const [x0, y0] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))]
  return `bbox ${x0} ${y0} ${Math.max(x0, Math.ceil(right))} ${Math.max(y0, Math.ceil(bottom))}`
}

function areaToHocr(region: Region, id: string): string {
  const lines = linesOfRegion(region)
  if (lines.length === 0)
    return `<div class="ocr_carea ocr_photo" id="block_${id}" title="${bbox(region.box)}"></div>`
  const language = languageOfText(region.text)
  const lang = language === undefined ? '' : ` lang="${language}" xml:lang="${language}"`
  return [
    `<div class="ocr_carea" id="block_${id}" title="${bbox(region.box)}">`,
    `<p class="ocr_par" id="par_${id}"${lang} title="${bbox(region.box)}">`,
    ...lines.map((line, at) => lineToHocr(line, `${id}_${at + 1}`)),
    '</p>',
    '</div>',
  ].join('\n')
}

function lineToHocr(line: Line, id: string): string {
  const size = line.fontSizePx === undefined ? '' : `; x_size ${Math.round(line.fontSizePx)}`
  const words = wordsOfLine(line).map((word, at) => {
    const text = escapeHtml(word.text)
    const title = `${bbox(word.box)}; x_wconf ${Math.round(word.confidence * 100)}`
    const inner = line.isBold ? `<strong>${text}</strong>` : text
    return `<span class="ocrx_word" id="word_${id}_${at + 1}" title="${title}">${inner}</span>`
  })
  return `<span class="ocr_line" id="line_${id}" title="${bbox(line.box)}${size}">${words.join(gapOf(line))}</span>`
}

/** Scripts without spaces get none between their words. */
const gapOf = (line: Line): string => (/\s/.test(line.text.trim()) || line.words.length < 2 ? ' ' : '')

import type { Page, Region } from '../../../src-shared/contract/page.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { oneLine } from './escape-markdown.ts'
import type { PageOrGap } from './job-result.ts'
import { isLeftOut } from './left-out.ts'
import { wordsOfPicture } from './words-of-picture.ts'

/** A page, or a visible note for a page that could not be read, as plain text. */
export function pageOrGapToText(page: PageOrGap): string {
  if (page.kind === 'page') return pageToText(page.page)
  return `[Page ${page.number} could not be read: ${PROBLEMS[page.problem].words}]`
}

/** A page's running text; paragraphs are parted by an empty line. Running headers, footers and page numbers are left out. */
export function pageToText(page: Page): string {
  const captions = page.regions.flatMap(({ category, text }) => (category === 'caption' ? [text] : []))
  return page.regions
    .filter(region => !isLeftOut(region.category))
    .map(region => regionToText(region, captions))
    .filter(text => text !== '')
    .join('\n\n')
}

/** Spaces by which a list item stands further right than the item it belongs to. */
const INDENT = '  '

function regionToText(region: Region, captions: readonly string[]): string {
  if (region.category === 'code') return codeLines(region.text)
  const text = region.text.split('\n').map(oneLine).filter(isNotEmpty).join('\n')
  if (region.category === 'list') return INDENT.repeat(region.depth ?? 0) + text
  if (region.label !== undefined && !text.startsWith(region.label)) return `[${region.label}] ${text}`
  if (oneLine(region.figure?.alternativeText ?? '') === '') return text
  const { alternative, hasTextBelow } = wordsOfPicture(region)
  if (repeats(alternative, [...captions, text])) return text
  return [`[Picture: ${alternative}]`, hasTextBelow ? text : ''].filter(isNotEmpty).join('\n')
}

/** Code keeps its indents and its empty lines. */
const codeLines = (text: string): string =>
  text
    .split('\n')
    .map(line => line.replace(/(?!\t)\p{Cc}/gu, '').trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '')

/** Whether the alternative says no more than what begins with it. */
function repeats(alternative: string, texts: readonly string[]): boolean {
  const start = alternative.replace(/…$/, '')
  return texts.some(text => oneLine(text).startsWith(start))
}

const isNotEmpty = (line: string) => line !== ''

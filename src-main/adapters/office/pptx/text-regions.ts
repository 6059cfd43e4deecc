import type { Box, Region, Run } from '../../../../src-shared/contract/page.ts'
import { type Bullet, markerOf } from './bullet.ts'
import { type Paragraph, textOfRuns } from './text-body.ts'

/** A paragraph with the sign that makes it a list item. */
export interface BulletedParagraph extends Paragraph {
  readonly bullet: Bullet | undefined
}

/** A number or bullet that somebody typed. */
const HAND_MADE = /^\s*(?:\d{1,3}[.)]|[•▪◦‣–-])\s+\S/

/** The paragraphs of a shape as regions: list items where they have bullets or numbers, else text. */
export function textRegions(paragraphs: readonly BulletedParagraph[], box: Box): readonly Region[] {
  const outermost = paragraphs.reduce((least, each) => (each.bullet ? Math.min(least, each.level) : least), 8)
  const count = itemCounter()
  return paragraphs.map((paragraph): Region => {
    const marker = count(paragraph)
    if (marker === undefined) return styledRegion('text', paragraph.runs, box)
    const sign = HAND_MADE.test(textOfRuns(paragraph.runs)) ? [] : [{ text: `${marker} ` }]
    const item = styledRegion('list', [...sign, ...paragraph.runs], box)
    return { ...item, depth: paragraph.level - outermost }
  })
}

/** A region of this text; its runs are kept where they say more than the text. */
export function styledRegion(category: Region['category'], runs: readonly Run[], box: Box): Region {
  const isStyled = runs.some(run => Object.keys(run).length > 1)
  const text = textOfRuns(runs)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
  return { category, box, text, lines: [], ...(isStyled ? { runs: [...runs] } : {}) }
}

/** Numbers go on over deeper items, and begin anew after an item further out or a paragraph of text. */
function itemCounter(): (paragraph: BulletedParagraph) => string | undefined {
  let numbers: number[] = []
  return ({ bullet, level }) => {
    if (!bullet) {
      numbers = []
      return undefined
    }
    numbers = numbers.slice(0, level + 1)
    if (bullet.kind === 'sign') {
      numbers[level] = 0
      return '•'
    }
    const number = numbers[level] ? (numbers[level] ?? 0) + 1 : bullet.start
    numbers[level] = number
    return markerOf(bullet.scheme, number)
  }
}

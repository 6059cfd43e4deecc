import type { PageFacts, TitleFact } from './page-facts.ts'

/** What becomes of a title: its level, or that it is none. */
export type TitleMark = { readonly level: number } | { readonly category: 'text' }

const DEEPEST = 6
/** Sizes of type that differ by less are one. */
const SAME_SIZE = 1.07
/** An outline with so many entries, one for so many pages, tells what is a heading. */
const TELLING_ENTRIES = 5
const PAGES_AN_ENTRY = 40
/** Type this much larger than the text's is a heading whatever the outline says. */
const LARGE = 1.15
const LABEL = /^(chapter|appendix|kapitel|anhang)\s+/i
const NUMBER = /^((?:[A-Z]|\d{1,3})(?:\.\d{1,3})*)[.:]?\s+\S/

/** Gives the titles of a document the levels that the outline, their numbers and the size of their type agree on. */
export function findLevels(pages: readonly PageFacts[]): Map<TitleFact, TitleMark> {
  const titles = pages.flatMap(page => page.titles)
  const bodyPt = bodySize(pages)
  const named = titles.filter(title => title.isInOutline)
  const offset = offsetOf(named.filter(title => depthOf(title) === 1)) ?? offsetOf(named) ?? 1
  const known = new Map<TitleFact, number>()
  for (const title of titles) {
    if (title.isInOutline || title.isLevelRead) known.set(title, title.level)
    else if (depthOf(title) > 1 || (depthOf(title) === 1 && isStyled(title, bodyPt)))
      known.set(title, clamp(depthOf(title) + offset))
  }
  const styles = stylesOf(titles, known)
  const isTelling = named.length >= TELLING_ENTRIES && named.length * PAGES_AN_ENTRY >= pages.length
  const marks = new Map<TitleFact, TitleMark>()
  for (const title of titles) {
    const style = styles.find(each => each.titles.has(title))
    const isDoubtful = !title.isScanned && !known.has(title) && !isStyled(title, bodyPt)
    if (isTelling && isDoubtful && style?.votes === 0) marks.set(title, { category: 'text' })
    else marks.set(title, { level: known.get(title) ?? style?.level ?? title.level })
  }
  return marks
}

/** Titles set alike, largest type first. */
interface Style {
  readonly sizePt: number
  readonly isBold: boolean
  readonly titles: ReadonlySet<TitleFact>
  /** How many of its titles have a level for certain. */
  readonly votes: number
  readonly level: number
}

function stylesOf(titles: readonly TitleFact[], known: ReadonlyMap<TitleFact, number>): Style[] {
  const groups: TitleFact[][] = []
  const weight = (title: TitleFact) => title.sizePt + (title.isBold ? 0.2 : 0)
  for (const title of titles.toSorted((a, b) => weight(b) - weight(a))) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (
      group &&
      first &&
      first.sizePt < SAME_SIZE * title.sizePt &&
      (title.isScanned || first.isBold === title.isBold)
    )
      group.push(title)
    else groups.push([title])
  }
  const styles: Style[] = []
  for (const group of groups) {
    const votes = group.flatMap(title => known.get(title) ?? [])
    const larger = styles.at(-1)
    const after = larger === undefined ? 1 : larger.level + 1
    const [first] = group
    if (!first) continue
    styles.push({
      sizePt: first.sizePt,
      isBold: first.isBold,
      titles: new Set(group),
      votes: votes.length,
      level: clamp(usual(votes) ?? after),
    })
  }
  return styles
}

/** By how much levels mostly exceed the depth of numbers. */
function offsetOf(titles: readonly TitleFact[]): number | undefined {
  return usual(titles.flatMap(title => (depthOf(title) > 0 ? [title.level - depthOf(title)] : [])))
}

const clamp = (level: number) => Math.min(DEEPEST, Math.max(1, level))

/** How deep a title's number goes: 2 for "3.1 Words", 0 where it has none. */
function depthOf({ text }: TitleFact): number {
  const number = NUMBER.exec(text.replace(LABEL, ''))?.[1]
  if (number === undefined || /^[A-Z]$/.test(number)) return 0
  return number.split('.').length
}

const isStyled = (title: TitleFact, bodyPt: number) => title.isBold || title.sizePt > LARGE * bodyPt

function bodySize(pages: readonly PageFacts[]): number {
  const sizes = new Map<number, number>()
  for (const page of pages) {
    for (const [size, characters] of page.sizes) sizes.set(size, (sizes.get(size) ?? 0) + characters)
  }
  return [...sizes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** What most of them are; undefined for none. */
function usual(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0]
}

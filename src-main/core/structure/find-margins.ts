import type { RegionCategory } from '../../../src-shared/contract/page.ts'
import type { EdgeFact, PageFacts } from './page-facts.ts'

/** What stands at an edge of a page, with the page it stands on. */
interface Placed {
  readonly fact: EdgeFact
  readonly page: number
}

/** Running headers come again within so many pages, be it only on every other page or with a page of figures between. */
const REACH = 9
/** They stand as high as before, in shares of the page's height, in the same size of type. */
const SAME_PLACE = 0.015
const SAME_SIZE = 1.1
/** So many times within reach, fewer in a short document. */
const REPEATS = 3
const SHORT_DOCUMENT = 4

/** The categories of regions that come again page after page, by page and region: running headers, footers, page numbers. */
export function findMargins(pages: readonly PageFacts[]): Map<number, Map<number, RegionCategory>> {
  const placed = pages.flatMap(page => page.edges.map(fact => ({ fact, page: page.pageInDocument })))
  const needed = pages.length <= SHORT_DOCUMENT ? 2 : REPEATS
  const counted = sameNumbering(placed, needed)
  const repeated = sameWords(placed, needed)
  const found = new Map<number, Map<number, RegionCategory>>()
  for (const page of pages) {
    const marks = new Map<number, RegionCategory>()
    for (const fact of page.edges) {
      if (fact.isInside || !(counted.has(fact) || repeated.has(fact))) continue
      marks.set(fact.index, categoryOf(fact, counted.has(fact)))
    }
    found.set(page.number, outermost(page.edges, marks))
  }
  return found
}

function categoryOf({ text, edge }: EdgeFact, isCounted: boolean): RegionCategory {
  if (isCounted && numbersIn(text).some(({ isAlone }) => isAlone)) return 'page-number'
  return edge === 'top' ? 'header' : 'footer'
}

/** Without those that have text of their own page between them and the edge. */
function outermost(edges: readonly EdgeFact[], marks: ReadonlyMap<number, RegionCategory>) {
  const kept = new Map<number, RegionCategory>()
  for (const [index, category] of marks) {
    const fact = edges.find(each => each.index === index)
    const isFartherOut = (other: EdgeFact) =>
      fact?.edge === 'top' ? other.y < fact.y - SAME_PLACE : other.y > (fact?.y ?? 0) + SAME_PLACE
    const hidden = edges.some(
      other =>
        other.edge === fact?.edge && isFartherOut(other) && !marks.has(other.index) && !isMargin(other),
    )
    if (fact && !hidden) kept.set(index, category)
  }
  return kept
}

const isMargin = ({ category }: EdgeFact) =>
  category === 'header' || category === 'footer' || category === 'page-number'

/** Texts with a number that rises with the pages. */
function sameNumbering(placed: readonly Placed[], needed: number): Set<EdgeFact> {
  const byOffset = new Map<string, Placed[]>()
  for (const each of placed) {
    for (const { value, kind } of numbersIn(each.fact.text)) {
      const key = `${kind} ${each.fact.edge} ${value - each.page}`
      const group = byOffset.get(key)
      if (group) group.push(each)
      else byOffset.set(key, [each])
    }
  }
  return new Set([...byOffset.values()].flatMap(group => nearOnes(group, needed, () => true)))
}

/** Texts that differ at most in their numbers and stand at the same place. */
function sameWords(placed: readonly Placed[], needed: number): Set<EdgeFact> {
  const byWords = new Map<string, Placed[]>()
  for (const each of placed) {
    const words = wordsOf(each.fact.text)
    if (!/\p{L}{2}/u.test(words)) continue
    const key = `${each.fact.edge} ${words}`
    const group = byWords.get(key)
    if (group) group.push(each)
    else byWords.set(key, [each])
  }
  const least = (group: readonly Placed[]) =>
    group.some(({ fact }) => numbersIn(fact.text).length > 0) ? Math.min(2, needed) : needed
  return new Set([...byWords.values()].flatMap(group => nearOnes(group, least(group), isSamePlace)))
}

function isSamePlace({ fact: one }: Placed, { fact: other }: Placed): boolean {
  const [smaller, larger] = [one.sizePt, other.sizePt].toSorted((a, b) => a - b)
  return Math.abs(one.y - other.y) < SAME_PLACE && (larger ?? 0) <= SAME_SIZE * (smaller ?? 0) + 0.5
}

/** Those of a group, in order of pages, that have enough like them within reach. */
function nearOnes(
  group: readonly Placed[],
  needed: number,
  isLike: (one: Placed, other: Placed) => boolean,
): EdgeFact[] {
  return group
    .filter((each, at) => {
      const near = group
        .slice(Math.max(0, at - 2 * REACH), at + 2 * REACH + 1)
        .filter(other => Math.abs(other.page - each.page) <= REACH && isLike(each, other))
      return new Set(near.map(other => other.page)).size >= needed
    })
    .map(({ fact }) => fact)
}

/** Without numbers, those in Roman numerals at both ends included. */
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .trim()
    .replace(/\d+/g, '#')
    .replace(/^[ivxl]{1,8}(?=\s)|(?<=\s)[ivxl]{1,8}$/g, '#')
    .replace(/\s+/g, ' ')

const ARABIC = /^[-–—([]*(\d{1,4})[-–—)\]]*$/
const ROMAN = /^[ivxl]{1,8}$/i
const OF_PAGES = /\b(?:page|seite|p\.)\s*(\d{1,4})\b/iu

/** The numbers that may be a page's: alone, or at the text's start or end. */
function numbersIn(text: string) {
  const tokens = text.trim().split(/\s+/)
  const outer = tokens.length === 1 ? tokens : [tokens[0] ?? '', tokens.at(-1) ?? '']
  const isAlone = tokens.length === 1 || /^\W*\d{1,4}\s*(\/|of|von)\s*\d{1,4}\W*$/iu.test(text.trim())
  const arabic = outer.flatMap(token => {
    const found = ARABIC.exec(token)
    return found ? [{ kind: 'arabic', value: Number(found[1]), isAlone }] : []
  })
  const roman = outer
    .filter(token => ROMAN.test(token))
    .map(token => ({ kind: 'roman', value: romanValue(token), isAlone }))
  const worded = OF_PAGES.exec(text)
  const named = worded
    ? [
        {
          kind: 'arabic',
          value: Number(worded[1]),
          isAlone: /^\W*\p{L}+\.?\s*\d+\W*(\p{L}+\s*\d+\W*)?$/u.test(text),
        },
      ]
    : []
  return [...arabic, ...roman, ...named]
}

function romanValue(text: string): number {
  const values = [...text.toLowerCase()].map(letter => ({ i: 1, v: 5, x: 10, l: 50 })[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

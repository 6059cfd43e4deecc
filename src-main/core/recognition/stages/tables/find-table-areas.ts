import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { LayoutBox } from '../../../ports/layout-model.ts'
import { areaOf, sharedArea } from '../box-shares.ts'
import { firstFrom } from '../first-from.ts'
import { median, middleX, middleY, unionOf, widthOf } from '../placed-line.ts'
import type { Ruling, Rulings } from './find-rulings.ts'
import { piecesOf, type TableWord, textRows } from './table-words.ts'

/** What is known of a page that may hold tables; all places are on the straightened page. */
export interface TablePage {
  readonly words: readonly TableWord[]
  readonly rulings: Rulings
  readonly boxes: readonly LayoutBox[]
  /** The height of a line. */
  readonly unit: number
}

/** Lengths are in line heights. */
const LEAST_WIDTH = 8
const SAME_END = 2
const TOUCH = 0.6
const NEXT_LEVEL = 2.6
/** The layout model is believed from here, where the words are set as in a table. */
const LIKELY = 0.6
/** Of the rows of text, so many have something beside each other. */
const LEAST_BESIDE = 0.4
const LEAST_ROWS = 2
const RUNNING_WORDS = 7
const SHORT_WORDS = 3
const LEAST_SHORT = 0.4
const MOST_RUNNING = 0.5
/** Between rulings of one table so many rows of running text are too many. */
const RUNNING_ROWS = 3

/**
 * The places of a page that may hold a table, the largest first: between its rulings, and where the layout model sees one.
 * Where a large one turns out to hold none, those in it may.
 */
export function findTableAreas(page: TablePage): Box[] {
  const grids = gridAreas(page)
  const ruled = bandAreas(page).filter(area => !grids.some(grid => isSame(grid, area)))
  const seen = page.boxes.flatMap(({ category, box, score }) =>
    category === 'table' && score >= LIKELY ? [box] : [],
  )
  const areas = [...grids, ...ruled.filter(area => !holdsSeveral(area, seen))]
  for (const box of seen) {
    const own = areas.findIndex(area => isSame(area, box))
    const area = areas[own]
    // Where rulings close a table on all sides, they know best where it ends.
    if (area && !grids.includes(area)) areas[own] = unionOf([area, box])
    if (!area && isTabular(wordsIn(box, page), page.unit)) areas.push(box)
  }
  return areas.toSorted((a, b) => areaOf(b) - areaOf(a))
}

/** The words whose middle lies in the box. */
export function wordsIn(box: Box, { words, unit }: Pick<TablePage, 'words' | 'unit'>): TableWord[] {
  const slack = 0.3 * unit
  return words.filter(word => {
    const [x, y] = [middleX(word.box), middleY(word.box)]
    return x > box.left - slack && x < box.right + slack && y > box.top - slack && y < box.bottom + slack
  })
}

/** Whether tables apart from each other are seen in an area: then its rulings are theirs. */
function holdsSeveral(area: Box, seen: readonly Box[]): boolean {
  const inside = seen.filter(box => sharedArea(area, box) > 0.5 * areaOf(box))
  return inside.some((one, at) => inside.slice(at + 1).some(other => sharedArea(one, other) === 0))
}

const isSame = (a: Box, b: Box) => sharedArea(a, b) > 0.5 * Math.min(areaOf(a), areaOf(b))

/** Rulings that cross or meet, with one upright between two others at least. */
function gridAreas(page: TablePage): Box[] {
  if (page.rulings.upright.length === 0 || page.rulings.level.length < 2) return []
  const near = TOUCH * page.unit
  const groups = joinMeeting(page.rulings, near, page.unit)
  return groups.flatMap(group => {
    const levels = group.filter(each => each.isLevel).map(each => each.ruling)
    const uprights = group.filter(each => !each.isLevel).map(each => each.ruling)
    if (placesOf(levels, near).length < 2 || uprights.length === 0) return []
    const box = unionOf([
      ...levels.map(({ at, from, to }) => ({ left: from, right: to, top: at, bottom: at })),
      ...uprights.map(({ at, from, to }) => ({ left: at, right: at, top: from, bottom: to })),
    ])
    const inner = placesOf(uprights, near).filter(at => at > box.left + near && at < box.right - near)
    if (inner.length === 0) return []
    const words = wordsIn(box, page)
    const filled = new Set(words.map(word => inner.filter(at => at < middleX(word.box)).length))
    const rows = textRows(words)
    return filled.size >= 2 &&
      rows.length >= LEAST_ROWS &&
      runningShare(words, page.unit) < MOST_RUNNING + 0.2
      ? [box]
      : []
  })
}

const placesOf = (rulings: readonly Ruling[], near: number): number[] => {
  const places: number[] = []
  for (const at of rulings.map(ruling => ruling.at).sort((a, b) => a - b))
    if (at - (places.at(-1) ?? -Infinity) > near) places.push(at)
  return places
}

interface Stroke {
  readonly isLevel: boolean
  readonly ruling: Ruling
}

/** Puts together what meets. Level rulings are compared with those next below and with the uprights along them alone. */
function joinMeeting({ level, upright }: Rulings, near: number, unit: number): Stroke[][] {
  const levels = level.toSorted((a, b) => a.at - b.at)
  const uprights = upright.toSorted((a, b) => a.at - b.at)
  const strokes: Stroke[] = [
    ...levels.map(ruling => ({ isLevel: true, ruling })),
    ...uprights.map(ruling => ({ isLevel: false, ruling })),
  ]
  const root = strokes.map((_, index) => index)
  const rootOf = (index: number): number => {
    let at = index
    while (root[at] !== undefined && root[at] !== at) at = root[at] ?? at
    return at
  }
  const join = (one: number, other: number) => {
    root[rootOf(other)] = rootOf(one)
  }
  for (const [index, ruling] of levels.entries()) {
    for (let next = index + 1; next < levels.length; next++) {
      const below = levels[next]
      if (!below || below.at - ruling.at >= NEXT_LEVEL * unit) break
      if (isNextLevel(ruling, below, unit)) join(index, next)
    }
    for (
      let at = firstFrom(uprights, ruling.from - near, upright => upright.at);
      at < uprights.length;
      at++
    ) {
      const crossing = uprights[at]
      if (!crossing || crossing.at >= ruling.to + near) break
      if (meets(ruling, crossing, near)) join(index, levels.length + at)
    }
  }
  const groups = new Map<number, Stroke[]>()
  for (const [index, stroke] of strokes.entries()) {
    const own = rootOf(index)
    const group = groups.get(own)
    if (group) group.push(stroke)
    else groups.set(own, [stroke])
  }
  return [...groups.values()].filter(group => group.length > 2)
}

/** Around a row of one cell there are no uprights where the outer sides are open. */
const isNextLevel = (a: Ruling, b: Ruling, unit: number) =>
  b.at - a.at < NEXT_LEVEL * unit &&
  Math.max(a.to - a.from, b.to - b.from) > LEAST_WIDTH * unit &&
  isAsWide(a, b, unit)

const meets = (level: Ruling, upright: Ruling, near: number) =>
  upright.at > level.from - near &&
  upright.at < level.to + near &&
  level.at > upright.from - near &&
  level.at < upright.to + near

/** Rulings of one width above each other, with rows of cells between them. */
function bandAreas(page: TablePage): Box[] {
  const { rulings, unit } = page
  const long = rulings.level.filter(({ from, to }) => to - from > LEAST_WIDTH * unit)
  if (long.length < 2) return []
  const areas: Box[] = []
  const used = new Set<Ruling>()
  for (const top of long.toSorted((a, b) => a.at - b.at)) {
    if (used.has(top)) continue
    const below = long
      .filter(each => each.at > top.at && isAsWide(each, top, unit))
      .sort((a, b) => a.at - b.at)
    const box = { left: top.from, right: top.to, top: top.at, bottom: top.at }
    const taken = [top]
    let isOpen = false
    for (const next of below) {
      const words = wordsIn(
        { ...box, top: taken.at(-1)?.at ?? top.at, bottom: next.at },
        { words: page.words, unit: 0 },
      )
      const rows = textRows(words)
      if (rows.length >= RUNNING_ROWS && !isTabular(words, unit)) break
      if (rows.length > 0 && isTabular(words, unit)) isOpen = true
      else if (rows.length > 2) break
      taken.push(next)
    }
    const last = taken.at(-1)
    if (!isOpen || taken.length < 2 || !last) continue
    const area = {
      ...box,
      left: Math.min(...taken.map(t => t.from)),
      right: Math.max(...taken.map(t => t.to)),
      bottom: last.at,
    }
    if (!isTabular(wordsIn(area, page), unit)) continue
    for (const each of taken) used.add(each)
    areas.push(area)
  }
  return areas
}

const isAsWide = (a: Ruling, b: Ruling, unit: number) =>
  Math.abs(a.from - b.from) < SAME_END * unit && Math.abs(a.to - b.to) < SAME_END * unit

/** Whether the words stand beside each other in most rows and are no running text. */
function isTabular(words: readonly TableWord[], unit: number): boolean {
  const pieces = piecesOf(words, unit)
  const rows = textRows(pieces)
  const beside = rows.filter(row => row.length > 1)
  if (rows.length < LEAST_ROWS || beside.length < Math.max(1, LEAST_BESIDE * rows.length)) return false
  const besides = beside.flat()
  const short = besides.filter(piece => piece.words.length <= SHORT_WORDS)
  return runningShare(words, unit) < MOST_RUNNING || short.length >= LEAST_SHORT * besides.length
}

/** The share of letters in pieces of many words. */
function runningShare(words: readonly TableWord[], unit: number): number {
  const lengthOf = (some: readonly TableWord[]) => some.reduce((sum, { word }) => sum + word.text.length, 0)
  const running = piecesOf(words, unit).filter(
    piece =>
      piece.words.length >= RUNNING_WORDS || /\p{Script=Han}{16}/u.test(piece.words[0]?.word.text ?? ''),
  )
  return running.reduce((sum, piece) => sum + lengthOf(piece.words), 0) / Math.max(1, lengthOf(words))
}

/** The usual height of words. */
export const unitOf = (words: readonly TableWord[]): number =>
  median(words.map(({ box }) => box.bottom - box.top)) || 1

/** Rulings within a box; those that only touch it are not. */
export function rulingsIn({ level, upright }: Rulings, box: Box, unit: number): Rulings {
  const inside = (at: number, from: number, to: number) => at > from - unit && at < to + unit
  return {
    level: level.filter(
      ruling =>
        inside(ruling.at, box.top, box.bottom) &&
        Math.min(ruling.to, box.right) - Math.max(ruling.from, box.left) >
          0.8 * Math.min(ruling.to - ruling.from, widthOf(box)),
    ),
    upright: upright.filter(
      ruling =>
        inside(ruling.at, box.left, box.right) &&
        Math.min(ruling.to, box.bottom) - Math.max(ruling.from, box.top) > 0.8 * (ruling.to - ruling.from),
    ),
  }
}

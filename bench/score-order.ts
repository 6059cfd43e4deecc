import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Type from 'typebox'
import { Parse } from 'typebox/value'
import type { Page } from '../src-shared/contract/page.ts'

const Truth = Type.Object({
  blocks: Type.Array(
    Type.Object({
      category: Type.String(),
      order: Type.Union([Type.Number(), Type.Null()]),
      text: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})

/** A page and the texts of its blocks in reading order. */
export interface OrderCase {
  readonly file: string
  readonly blocks: readonly string[]
}

const LEFT_OUT = ['header', 'footer', 'page_number', 'figure', 'table', 'equation_isolated', 'abandon']

/** Pages with their blocks in order, as OmniDocBench tells them. */
export function orderCasesIn(folder: string): OrderCase[] {
  return readdirSync(folder)
    .filter(name => /\.(jpg|png)$/.test(name))
    .map(name => {
      const truth = readFileSync(path.join(folder, name.replace(/\.\w+$/, '.gt.json')), 'utf8')
      const { blocks } = Parse(Truth, JSON.parse(truth))
      const inOrder = blocks
        .filter(
          block =>
            block.order !== null && !LEFT_OUT.includes(block.category) && (block.text ?? '').length > 3,
        )
        .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
      return { file: path.join(folder, name), blocks: inOrder.map(block => block.text ?? '') }
    })
}

/** Share of the blocks that would have to move, and how many of them were found at all. */
export function scoreOrder(page: Page, blocks: readonly string[]) {
  const text = lettersOf(page.regions.flatMap(region => region.lines.map(line => line.text)).join(''))
  const places = blocks
    .map(block => placeOf(lettersOf(block).slice(0, HEAD), text))
    .filter(place => place >= 0)
  const moved = places.length - longestRising(places)
  return {
    distance: places.length === 0 ? 0 : moved / places.length,
    found: places.length,
    all: blocks.length,
  }
}

/** A block is found by so many of its first letters, of which so many may be misread. */
const HEAD = 40
const MOST_AMISS = 0.35

/** Where the letters stand with the fewest amiss; -1 where too many are. */
function placeOf(letters: readonly string[], text: readonly string[]): number {
  let costs = Array.from({ length: letters.length + 1 }, (_, row) => row)
  let best = -1
  let least = MOST_AMISS * letters.length
  for (const [at, letter] of text.entries()) {
    const next = [0]
    for (let row = 1; row <= letters.length; row++) {
      const same = (costs[row - 1] ?? 0) + (letters[row - 1] === letter ? 0 : 1)
      next.push(Math.min(same, (costs[row] ?? 0) + 1, (next[row - 1] ?? 0) + 1))
    }
    costs = next
    const cost = costs[letters.length] ?? Infinity
    if (cost >= least) continue
    least = cost
    best = at
  }
  return best
}

const lettersOf = (text: string): readonly string[] => [
  ...text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, ''),
]

/** Length of the longest rising part of a sequence. */
function longestRising(values: readonly number[]): number {
  const ends: number[] = []
  for (const value of values) {
    const at = ends.findIndex(end => end >= value)
    if (at < 0) ends.push(value)
    else ends[at] = value
  }
  return ends.length
}

import type { Run } from '../../../../src-shared/contract/page.ts'
import type { FlowRegion } from './flow-block.ts'
import { splitTable } from './split-table.ts'

/** What is cut into more pieces is too long to be joined again where pages don't count. */
const MOST_JOINED = 20
/** A text is cut at a space, if there is one in the last part of this length. */
const CUT_WITHIN = 200

/** The region in pieces of at most so many characters, itself where it is no longer. */
export function splitRegion(region: FlowRegion, mostCharacters: number): FlowRegion[] {
  const pieces = region.table ? splitTable(region, mostCharacters) : splitText(region, mostCharacters)
  if (pieces.length === 1 || pieces.length > MOST_JOINED) return pieces
  return pieces.map((piece, index) => (index === 0 ? piece : { ...piece, continues: true }))
}

function splitText(region: FlowRegion, mostCharacters: number): FlowRegion[] {
  if (region.text.length <= mostCharacters) return [region]
  const { runs, ...rest } = region
  const pieces: FlowRegion[] = []
  let at = 0
  while (at < region.text.length) {
    const end = cutAfter(region.text, at, mostCharacters)
    const part = runs ? { runs: sliceRuns(runs, at, end) } : {}
    pieces.push({ ...rest, text: region.text.slice(at, end), ...part })
    at = end
  }
  return pieces
}

function cutAfter(text: string, from: number, most: number): number {
  const end = from + most
  if (end >= text.length) return text.length
  const window = text.slice(end - CUT_WITHIN, end)
  const space = Math.max(window.lastIndexOf('\n'), window.lastIndexOf(' '))
  if (space >= 0) return end - CUT_WITHIN + space + 1
  // Never between the halves of a character.
  return (text.charCodeAt(end) & 0xfc00) === 0xdc00 ? end - 1 : end
}

/** The runs of the part of a text from one character to another. */
function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const sliced: Run[] = []
  let start = 0
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    if (text !== '') sliced.push({ ...run, text })
    start += run.text.length
    if (start >= to) break
  }
  return sliced
}

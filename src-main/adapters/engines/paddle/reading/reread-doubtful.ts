import type { Line } from '../../../../../src-shared/contract/page.ts'

/** Lines less sure than this are always read again. */
const SURE = 0.95
/** The same for lines of fewer pixels than SMALL_PX: the quick model takes their letters for others without a doubt. */
const SURE_OF_SMALL = 0.985
const SMALL_PX = 24
/** The careful model wins unless it is less sure by more than this. */
const HANDICAP = 0.05
/** Surer lines are read again for as long as the careful model changes this share of the words. */
const WORTHWHILE = 0.08
/** How much a line of LONG_WORDS words tells about those that follow; shorter ones tell less. */
const WEIGHT = 0.3
const LONG_WORDS = 8

/**
 * Reads lines again with the careful model, the most doubtful first. How many is told by what comes of it: on a page where it changes
 * next to nothing it stops with the doubtful ones, on worn or unusual print it goes on to lines that the quick model was sure of.
 */
export async function rereadDoubtful(
  lines: readonly Line[],
  rereadAt: (index: number) => Promise<Line>,
): Promise<Line[]> {
  const best = [...lines]
  const byDoubt = [...lines.entries()].sort(([, a], [, b]) => a.confidence - b.confidence)
  let changing = 0
  for (const [index, line] of byDoubt) {
    if (isSure(line) && changing < WORTHWHILE) continue
    const again = await rereadAt(index)
    if (again.confidence >= line.confidence - HANDICAP) best[index] = again
    const words = line.words.length
    if (words === 0) continue
    const weight = WEIGHT * Math.min(1, words / LONG_WORDS)
    changing += weight * (shareChanged(line, again) - changing)
  }
  return best
}

const isSure = ({ confidence, fontSizePx }: Line): boolean =>
  confidence >= ((fontSizePx ?? SMALL_PX) < SMALL_PX ? SURE_OF_SMALL : SURE)

/** Share of the line's words that the other reading does not have. */
function shareChanged(line: Line, again: Line): number {
  const kept = new Set(again.words.map(word => word.text))
  return line.words.filter(word => !kept.has(word.text)).length / line.words.length
}

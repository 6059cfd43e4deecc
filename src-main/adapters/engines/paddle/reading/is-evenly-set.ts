/** What is between two letters. */
interface Gap {
  readonly space: unknown
  readonly widthPx: number
  /** Undefined where the letters touch. */
  readonly middlePx: number | undefined
}

/** As many gaps next to each other, one of them the gap in question, tell how letters are set. */
const WINDOW = 6
/** So many of them have to be there. */
const LEAST_GAPS = 5
/** None is farther from its place than this share of the distance from letter to letter. */
const MOST_OFF = 0.13
/** The gap in question is this many times as wide as the middle one, at most. */
const MOST_WIDTH = 1.8
/** Around what was read as a space, as many gaps on both sides have to be in the row: where the type changes, spaces are narrow. */
const BESIDE_SPACE = 2

/**
 * Whether a gap is one of a row that are all equally far from each other, as a typewriter sets them. Letters of other type are of many
 * widths, and a space would put those after it out of the row.
 */
export function isEvenlySet(gaps: readonly Gap[], at: number): boolean {
  const gap = gaps[at]
  if (!gap) return false
  const beside = gap.space ? BESIDE_SPACE : 0
  const [first, last] = [Math.max(0, at + beside - WINDOW + 1), at - beside]
  for (let from = first; from <= last && from + WINDOW <= gaps.length; from++) {
    const row = gaps.slice(from, from + WINDOW)
    const isOfWord = row.every(each => each === gap || !each.space)
    if (isOfWord && isEven(row) && gap.widthPx <= MOST_WIDTH * middleWidth(row)) return true
  }
  return false
}

function middleWidth(row: readonly Gap[]): number {
  const widths = row.map(each => each.widthPx).sort((a, b) => a - b)
  return widths[widths.length >> 1] ?? 0
}

function isEven(gaps: readonly Gap[]): boolean {
  const known = gaps.flatMap(({ middlePx }, place) => (middlePx === undefined ? [] : [{ place, middlePx }]))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || known.length < LEAST_GAPS) return false
  const pitch = (last.middlePx - first.middlePx) / (last.place - first.place)
  return known.every(
    ({ place, middlePx }) =>
      Math.abs(middlePx - first.middlePx - pitch * (place - first.place)) <= MOST_OFF * pitch,
  )
}

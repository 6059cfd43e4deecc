import type { RecognitionMode } from '../../../../../src-shared/contract/engine.ts'
import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import { areaOf, overlapsOnLevel } from '../box-shares.ts'
import type { InkOnPage } from './find-ink-areas.ts'

/** So large a share of the page a picture covers with its ink at least; frames and rulings of small tables less. */
const PICTURE_INK = 0.005
/** So much ink outside lines is more than specks and rules. */
const MUCH_INK = 0.02
/** Where there is less, or no ruling so long as this share of the page's shorter side, lines beside each other are columns of text. */
const ANY_INK = 0.001
const LEAST_RULING = 0.08
/** Ink that reaches over so much of the page is a dark edge of its scan where it stays this near to it, in shares of the shorter side. */
const AROUND = 0.8
const EDGE = 0.08
/** Columns, tables and forms have lines beside each other: so many, and this share of all. */
const LEAST_LINES = 10
const BESIDE = 0.3

interface PageSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** Whether the layout model could tell more of a page than its lines do. Plain pages of text are spared its time. */
export function wantsLayout(
  lines: readonly Line[],
  ink: InkOnPage,
  { mode, size }: { readonly mode: RecognitionMode; readonly size: PageSize },
): boolean {
  const shorter = Math.min(size.widthPx, size.heightPx)
  const area = size.widthPx * size.heightPx
  const inner = ink.areas.filter(({ box }) => areaOf(box) < AROUND * area)
  const hasEdge = inner.length < ink.areas.length
  const within = hasEdge ? withoutEdge(size, EDGE * shorter) : undefined
  if (inner.some(({ box, fill }) => fill * areaOf(box) >= PICTURE_INK * area)) return true
  if (ink.share(within) >= (hasEdge ? PICTURE_INK : MUCH_INK)) return true
  if (mode === 'fast' || lines.length < LEAST_LINES || ink.share(within) < ANY_INK) return false
  if (ink.longestStroke(within) < LEAST_RULING * shorter) return false
  return besideShare(lines) >= BESIDE
}

const withoutEdge = ({ widthPx, heightPx }: PageSize, edgePx: number): Box => ({
  left: edgePx,
  top: edgePx,
  right: widthPx - edgePx,
  bottom: heightPx - edgePx,
})

function besideShare(lines: readonly Line[]): number {
  const sorted = lines.toSorted((a, b) => a.box.top - b.box.top)
  const isBeside = new Uint8Array(sorted.length)
  for (const [at, { box }] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length; next++) {
      const other = sorted[next]?.box
      if (!other || other.top > box.bottom) break
      const isApart = other.left >= box.right || other.right <= box.left
      if (!isApart || !overlapsOnLevel(box, other)) continue
      isBeside[at] = 1
      isBeside[next] = 1
    }
  }
  return isBeside.reduce((sum, each) => sum + each, 0) / lines.length
}

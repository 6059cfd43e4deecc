import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import { quadWidth, scaleQuad, sliceQuad } from '../quad.ts'
import type { DetectedLine } from './detected-line.ts'
import { darknessOfInk, isRow, middleAt, type Row, rowOf } from './row-of-line.ts'

/** All in line heights. A mark begins and ends this near to the end of a line's box, and paper follows. */
const BEFORE = 0.42
const BEHIND = 0.4
const LEAST_ROOM = 0.25
/** The rows that are looked at, above and below the middle. */
const ABOVE = 0.45
const BELOW = 0.5
/** Marks are so narrow, no higher than small letters, and reach down to here. */
const MOST_WIDTH = 0.3
const MOST_HEIGHT = 0.55
const FOOT = 0.1
/** What stays behind the mark. */
const MARGIN = 0.18
/** Boxes that lack less are left as they are. */
const LEAST_MISSING = 0.16

/** Ink of one piece, its rows from the middle of the line. */
interface Piece {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The lines, made longer where their last mark stands at the end of their box or behind it: detectors hardly see a colon or a full stop. */
export function reachLastMarks(
  image: GreyImage,
  shrunk: GreyImage,
  lines: readonly DetectedLine[],
): DetectedLine[] {
  const scale = { x: image.widthPx / shrunk.widthPx, y: image.heightPx / shrunk.heightPx }
  return lines.map(line => {
    const quad = scaleQuad(line.quad, 1 / scale.x, 1 / scale.y)
    if (!isRow(quad)) return line
    const row = rowOf(quad)
    const mark = lastPiece(shrunk, row)
    const missing = mark && isMark(mark, row) ? mark.right + MARGIN * row.height - row.right : 0
    if (missing < LEAST_MISSING * row.height) return line
    const longer = sliceQuad(quad, 0, 1 + missing / quadWidth(quad))
    return { ...line, quad: scaleQuad(longer, scale.x, scale.y) }
  })
}

function isMark({ left, right, top, bottom }: Piece, row: Row): boolean {
  const { height } = row
  const isSmall = right - left <= MOST_WIDTH * height && bottom - top <= MOST_HEIGHT * height
  return isSmall && bottom >= FOOT * height && left > row.right - BEFORE * height
}

/** The last piece of ink near the end of a row, if paper follows it. */
function lastPiece(shrunk: GreyImage, row: Row): Piece | undefined {
  const ink = darknessOfInk(shrunk, row)
  if (ink === undefined) return undefined
  const { height } = row
  let piece: Piece | undefined
  let room = 0
  const end = row.right + (BEHIND + LEAST_ROOM) * height
  for (let x = Math.max(0, Math.floor(row.right - BEFORE * height)); x < end; x++) {
    const column = inkOfColumn(shrunk, row, { x, ink })
    if (!column) {
      room++
      continue
    }
    if (piece && room >= LEAST_ROOM * height && x > row.right + BEHIND * height) break
    piece = piece && room === 0 ? joined(piece, column) : column
    room = 0
  }
  return room >= LEAST_ROOM * height ? piece : undefined
}

const joined = (piece: Piece, column: Piece): Piece => ({
  ...{ left: piece.left, right: column.right },
  ...{ top: Math.min(piece.top, column.top), bottom: Math.max(piece.bottom, column.bottom) },
})

/** What a column has of ink around the middle of a row. */
function inkOfColumn(
  { pixels, widthPx, heightPx }: GreyImage,
  row: Row,
  { x, ink }: { readonly x: number; readonly ink: number },
): Piece | undefined {
  if (x >= widthPx) return undefined
  const middle = middleAt(row, x)
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const last = Math.min(heightPx - 1, middle + BELOW * row.height)
  for (let y = Math.max(0, Math.round(middle - ABOVE * row.height)); y <= last; y++) {
    if ((pixels[y * widthPx + x] ?? 0) >= ink) continue
    top = Math.min(top, y - middle)
    bottom = Math.max(bottom, y + 1 - middle)
  }
  return bottom > top ? { left: x, right: x + 1, top, bottom } : undefined
}

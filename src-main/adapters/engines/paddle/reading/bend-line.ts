import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import type { Bend } from '../detection/bend-of-page.ts'
import type { Point } from '../quad.ts'
import { boxOfPoints } from './box-of-points.ts'

/** Places a line that was read on a page made level where it stands on the page itself. */
export function bendLine(line: Line, bend: Bend): Line {
  const words = line.words.map(word => ({ ...word, box: boxOfPoints(bendPoints(cornersOf(word.box), bend)) }))
  const quad = bendPoints(cornersOf(line.box), bend)
  const reach = words.flatMap(({ box }) => cornersOf(box))
  return {
    ...line,
    words,
    box: boxOfPoints([...quad, ...reach]),
    quad: quad.flatMap(({ x, y }) => [x, y]),
  }
}

const bendPoints = (points: readonly Point[], bend: Bend): Point[] =>
  points.map(point => ({ x: point.x, y: bend.yOf(point) }))

const cornersOf = ({ left, top, right, bottom }: Box): Point[] => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
]

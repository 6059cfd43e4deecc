import type { LineQuad, Point } from '../quad.ts'
import { cornersOf, minimumRectangle } from './minimum-rectangle.ts'

/** A text line found by the detector, in pixels of the probability map. */
export interface TextBox {
  readonly quad: LineQuad
  readonly score: number
  readonly height: number
}

/** A pixel above this is text. */
const PIXEL_THRESHOLD = 0.2
/** A component whose mean is below this is noise. */
const BOX_THRESHOLD = 0.4
/** The detector finds lines shrunk; area times this over perimeter is added on each side. */
const UNCLIP_RATIO = 1.4
const LEAST_PIXELS = 6
const LEAST_SIDE_PX = 3
/** No page has more lines; halftone and noise have. Of more boxes the surest are taken. */
export const MOST_BOXES = 4000

/** Finds the boxes of text lines in the detector's probability map. Costs one pass over the map whatever is on it. */
export function findTextBoxes(map: Float32Array, widthPx: number, heightPx: number): TextBox[] {
  const state: FloodState = {
    map,
    widthPx,
    heightPx,
    ...scratchFor(map.length),
    leftEdge: new Int32Array(heightPx).fill(widthPx),
    rightEdge: new Int32Array(heightPx).fill(-1),
  }
  const { seen } = state
  const boxes: TextBox[] = []
  for (let start = 0; start < map.length; start++) {
    if ((map[start] ?? 0) <= PIXEL_THRESHOLD || seen[start]) continue
    const component = flood(state, start)
    const points = takeEdgePoints(state, component.top, component.bottom)
    if (component.size < LEAST_PIXELS || component.score < BOX_THRESHOLD) continue
    const box = boxAround(points, component.score)
    if (box) boxes.push(box)
  }
  if (boxes.length <= MOST_BOXES) return boxes
  return boxes.sort((a, b) => b.score - a.score).slice(0, MOST_BOXES)
}

/** Kept from page to page: the largest page so far fits. */
let scratch = { seen: new Uint8Array(0), stack: new Int32Array(0) }

function scratchFor(pixels: number): typeof scratch {
  if (scratch.seen.length < pixels) scratch = { seen: new Uint8Array(pixels), stack: new Int32Array(pixels) }
  else scratch.seen.fill(0, 0, pixels)
  return scratch
}

interface FloodState {
  readonly map: Float32Array
  readonly seen: Uint8Array
  readonly stack: Int32Array
  readonly leftEdge: Int32Array
  readonly rightEdge: Int32Array
  readonly widthPx: number
  readonly heightPx: number
}

function flood(state: FloodState, start: number) {
  const { map, seen, stack, leftEdge, rightEdge, widthPx, heightPx } = state
  let depth = 0
  let sum = 0
  let size = 0
  let top = heightPx
  let bottom = -1
  stack[depth++] = start
  seen[start] = 1
  while (depth > 0) {
    const at = stack[--depth] ?? 0
    const y = Math.floor(at / widthPx)
    const x = at - y * widthPx
    sum += map[at] ?? 0
    size++
    if (x < (leftEdge[y] ?? 0)) leftEdge[y] = x
    if (x > (rightEdge[y] ?? 0)) rightEdge[y] = x
    if (y < top) top = y
    if (y > bottom) bottom = y
    const toX = Math.min(widthPx - 1, x + 1)
    const toY = Math.min(heightPx - 1, y + 1)
    for (let nextY = Math.max(0, y - 1); nextY <= toY; nextY++) {
      for (let nextX = Math.max(0, x - 1); nextX <= toX; nextX++) {
        const next = nextY * widthPx + nextX
        if (seen[next] || (map[next] ?? 0) <= PIXEL_THRESHOLD) continue
        seen[next] = 1
        stack[depth++] = next
      }
    }
  }
  return { size, score: sum / size, top, bottom }
}

/** Takes the outermost pixels of each row and clears the edges for the next component. */
function takeEdgePoints(state: FloodState, top: number, bottom: number): Point[] {
  const { leftEdge, rightEdge, widthPx } = state
  const points: Point[] = []
  for (let y = top; y <= bottom; y++) {
    const left = leftEdge[y] ?? 0
    const right = rightEdge[y] ?? 0
    points.push({ x: left, y })
    if (right !== left) points.push({ x: right, y })
    leftEdge[y] = widthPx
    rightEdge[y] = -1
  }
  return points
}

function boxAround(points: Point[], score: number): TextBox | undefined {
  const rectangle = minimumRectangle(points)
  if (!rectangle || Math.min(rectangle.width, rectangle.height) < LEAST_SIDE_PX) return undefined
  const { width, height } = rectangle
  const margin = (width * height * UNCLIP_RATIO) / (2 * (width + height))
  const grown = { ...rectangle, width: width + 2 * margin, height: height + 2 * margin }
  return { quad: cornersOf(grown), score, height: Math.min(grown.width, grown.height) }
}

import type { LineQuad, Point } from '../quad.ts'
import { cornersOf, minimumRectangle } from './minimum-rectangle.ts'

/** A text line found by the detector, in pixels of the probability map. */
export interface TextBox {
  readonly quad: LineQuad
  readonly score: number
  readonly height: number
  /** Its middle from left to right; none for boxes that are hardly wider than high. */
  readonly spine: readonly Point[]
}

/** A pixel above this is text. */
const PIXEL_THRESHOLD = 0.2
/** A component whose mean is below this is noise. */
const BOX_THRESHOLD = 0.4
/** The detector finds lines shrunk; area times this over perimeter is added on each side. */
const UNCLIP_RATIO = 1.4
const LEAST_PIXELS = 6
const LEAST_SIDE_PX = 3
/** Lines shorter than this many times their thickness do not tell whether they are bent. */
const LEAST_SPINE = 8
/** A spine is as many points, each the mean of its part of the line. */
const SPINE_POINTS = 16
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
    topEdge: new Int32Array(widthPx).fill(heightPx),
    bottomEdge: new Int32Array(widthPx).fill(-1),
  }
  const { seen } = state
  const boxes: TextBox[] = []
  for (let start = 0; start < map.length; start++) {
    if ((map[start] ?? 0) <= PIXEL_THRESHOLD || seen[start]) continue
    const component = flood(state, start)
    const points = takeEdgePoints(state, component.top, component.bottom)
    const spine = takeSpine(state, component)
    if (component.size < LEAST_PIXELS || component.score < BOX_THRESHOLD) continue
    const box = boxAround(points, component.score)
    if (box) boxes.push({ ...box, spine })
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
  readonly topEdge: Int32Array
  readonly bottomEdge: Int32Array
  readonly widthPx: number
  readonly heightPx: number
}

interface Component {
  readonly size: number
  readonly score: number
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

function flood(state: FloodState, start: number): Component {
  const { map, seen, stack, leftEdge, rightEdge, topEdge, bottomEdge, widthPx, heightPx } = state
  let depth = 0
  let sum = 0
  let size = 0
  let top = heightPx
  let bottom = -1
  let left = widthPx
  let right = -1
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
    if (y < (topEdge[x] ?? 0)) topEdge[x] = y
    if (y > (bottomEdge[x] ?? 0)) bottomEdge[x] = y
    if (y < top) top = y
    if (y > bottom) bottom = y
    if (x < left) left = x
    if (x > right) right = x
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
  return { size, score: sum / size, top, bottom, left, right }
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

/** Takes the middle of a component along its width and clears the edges for the next one. */
function takeSpine({ topEdge, bottomEdge, heightPx }: FloodState, component: Component): Point[] {
  const { left, right, size } = component
  const columns = right - left + 1
  const isLong = columns * columns >= LEAST_SPINE * size
  const spine: Point[] = []
  for (let part = 0; isLong && part < SPINE_POINTS; part++) {
    const from = left + Math.floor((columns * part) / SPINE_POINTS)
    const to = left + Math.floor((columns * (part + 1)) / SPINE_POINTS)
    let sum = 0
    for (let x = from; x < to; x++) sum += (topEdge[x] ?? 0) + (bottomEdge[x] ?? 0)
    spine.push({ x: (from + to - 1) / 2, y: sum / (2 * (to - from)) })
  }
  topEdge.fill(heightPx, left, right + 1)
  bottomEdge.fill(-1, left, right + 1)
  return spine
}

function boxAround(points: Point[], score: number): Omit<TextBox, 'spine'> | undefined {
  const rectangle = minimumRectangle(points)
  if (!rectangle || Math.min(rectangle.width, rectangle.height) < LEAST_SIDE_PX) return undefined
  const { width, height } = rectangle
  const margin = (width * height * UNCLIP_RATIO) / (2 * (width + height))
  const grown = { ...rectangle, width: width + 2 * margin, height: height + 2 * margin }
  return { quad: cornersOf(grown), score, height: Math.min(grown.width, grown.height) }
}

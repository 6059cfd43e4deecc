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
    depth: 0,
  }
  for (let y = 0; y < heightPx; y++) markText(state, y)
  const { text } = state
  const boxes: TextBox[] = []
  for (let start = text.indexOf(1); start >= 0 && start < map.length; start = text.indexOf(1, start)) {
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
let scratch = { text: new Uint8Array(0), stack: new Int32Array(0) }

function scratchFor(pixels: number): typeof scratch {
  if (scratch.text.length < pixels)
    scratch = { text: new Uint8Array(pixels), stack: new Int32Array(2 * pixels) }
  return scratch
}

interface FloodState {
  readonly map: Float32Array
  /** 1 for pixels of text that belong to no component yet. */
  readonly text: Uint8Array
  /** Runs of a component whose neighbours have not been looked at: where each begins and ends. */
  readonly stack: Int32Array
  readonly leftEdge: Int32Array
  readonly rightEdge: Int32Array
  readonly topEdge: Int32Array
  readonly bottomEdge: Int32Array
  readonly widthPx: number
  readonly heightPx: number
  /** How much of the stack is taken. */
  depth: number
}

interface Component {
  size: number
  /** The mean of its pixels. */
  score: number
  top: number
  bottom: number
  left: number
  right: number
}

function markText({ map, text, widthPx }: FloodState, y: number): void {
  const end = (y + 1) * widthPx
  for (let at = y * widthPx; at < end; at++) text[at] = (map[at] ?? 0) > PIXEL_THRESHOLD ? 1 : 0
}

/** Takes all pixels that hang together, run by run: a run has no gap from left to right. */
function flood(state: FloodState, start: number): Component {
  const { map, stack, widthPx, heightPx } = state
  const found = { size: 0, score: 0, top: heightPx, bottom: -1, left: widthPx, right: -1 }
  state.depth = 0
  takeRun(state, start)
  while (state.depth > 0) {
    const to = stack[--state.depth] ?? 0
    const from = stack[--state.depth] ?? 0
    addRun(state, found, { from, to })
    const row = from - (from % widthPx)
    const left = Math.max(row, from - 1)
    const right = Math.min(row + widthPx, to + 1)
    if (row > 0) takeRuns(state, left - widthPx, right - widthPx)
    if (row + widthPx < map.length) takeRuns(state, left + widthPx, right + widthPx)
  }
  found.score /= found.size
  return found
}

/** Takes the runs that lie between two places of a row, or reach into there. */
function takeRuns(state: FloodState, from: number, to: number): void {
  for (let at = from; at < to; at++) if (state.text[at] === 1) at = takeRun(state, at)
}

/** Takes the run in which a pixel lies, and tells where it ends. */
function takeRun(state: FloodState, at: number): number {
  const { text, stack, widthPx } = state
  const row = at - (at % widthPx)
  let from = at
  while (from > row && text[from - 1] === 1) from--
  let to = from
  for (const end = row + widthPx; to < end && text[to] === 1; to++) text[to] = 0
  stack[state.depth++] = from
  stack[state.depth++] = to
  return to
}

interface Run {
  readonly from: number
  readonly to: number
}

function addRun(state: FloodState, found: Component, { from, to }: Run): void {
  const { map, leftEdge, rightEdge, topEdge, bottomEdge, widthPx } = state
  const y = Math.floor(from / widthPx)
  const left = from - y * widthPx
  const right = to - 1 - y * widthPx
  for (let at = from; at < to; at++) found.score += map[at] ?? 0
  for (let x = left; x <= right; x++) {
    if (y < (topEdge[x] ?? 0)) topEdge[x] = y
    if (y > (bottomEdge[x] ?? 0)) bottomEdge[x] = y
  }
  if (left < (leftEdge[y] ?? 0)) leftEdge[y] = left
  if (right > (rightEdge[y] ?? 0)) rightEdge[y] = right
  found.size += to - from
  found.top = Math.min(found.top, y)
  found.bottom = Math.max(found.bottom, y)
  found.left = Math.min(found.left, left)
  found.right = Math.max(found.right, right)
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

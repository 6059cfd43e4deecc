import type { GreyImage } from '../../../../core/ports/document-reader.ts'

/** Pages are measured in strips narrow enough that a slanted line stays within a pixel. */
const STRIP_PX = 24
/** A dark run of a strip's mean greys is print if it is deeper than this, and no higher. */
const LEAST_DEPTH = 20
const MOST_HEIGHT_PX = 24
/** Thinner runs are rules, or grain. */
const LEAST_HEIGHT_PX = 1.8
/** Fewer runs tell nothing. */
const LEAST_RUNS = 60
/** Usual runs of less are grain: print so small leaves no runs. */
const LEAST_LETTER_PX = 2.8
/** Half of the runs are that much alike where print alone makes them. */
const MOST_SPREAD = 1.6

/**
 * The usual height of the page's small letters, in its pixels, by the dark runs of narrow strips. Costs a pass over the page.
 * Undefined where the runs differ so much that something else made most of them.
 */
export function heightOfLetters(page: GreyImage): number | undefined {
  const heights: number[] = []
  const profile = new Float32Array(page.heightPx)
  for (let left = 0; left + STRIP_PX <= page.widthPx; left += STRIP_PX) {
    profileOf(page, left, profile)
    addRuns(profile, heights)
  }
  if (heights.length < LEAST_RUNS) return undefined
  heights.sort((a, b) => a - b)
  const at = (share: number) => heights[Math.floor(heights.length * share)] ?? 0
  const isAlike = at(0.75) <= MOST_SPREAD * at(0.25)
  return isAlike && at(0.5) >= LEAST_LETTER_PX ? at(0.5) : undefined
}

/** Mean grey of each row of a strip. */
function profileOf({ pixels, widthPx }: GreyImage, left: number, profile: Float32Array): void {
  for (let y = 0; y < profile.length; y++) {
    const from = y * widthPx + left
    let sum = 0
    for (let at = from; at < from + STRIP_PX; at++) sum += pixels[at] ?? 0
    profile[y] = sum / STRIP_PX
  }
}

/** Adds the heights of the profile's dark runs, measured half way between their darkest row and the paper around. */
function addRuns(profile: Float32Array, heights: number[]): void {
  for (let y = 1; y + 1 < profile.length; y++) {
    const dark = profile[y] ?? 0
    if (dark >= (profile[y - 1] ?? 0) || dark > (profile[y + 1] ?? 0)) continue
    const depth = Math.min(paperBeside(profile, y, -1), paperBeside(profile, y, 1)) - dark
    if (depth < LEAST_DEPTH) continue
    const half = dark + depth / 2
    const height = edgeBeside(profile, { y, half, step: -1 }) + edgeBeside(profile, { y, half, step: 1 })
    if (height >= LEAST_HEIGHT_PX && height <= MOST_HEIGHT_PX) heights.push(height)
  }
}

/** The lightest row between this and the next that is darker. */
function paperBeside(profile: Float32Array, y: number, step: -1 | 1): number {
  const dark = profile[y] ?? 0
  let lightest = dark
  for (let k = 1; k <= MOST_HEIGHT_PX; k++) {
    const grey = profile[y + k * step]
    if (grey === undefined || grey < dark) break
    if (grey > lightest) lightest = grey
  }
  return lightest
}

/** How far it is to where the profile gets lighter than half, in parts of a pixel. */
function edgeBeside(profile: Float32Array, { y, half, step }: Edge): number {
  let at = y
  while ((profile[at] ?? 255) < half) at += step
  const light = profile[at] ?? 255
  const dark = profile[at - step] ?? 0
  return Math.abs(at - y) - (light - half) / Math.max(1e-3, light - dark)
}

interface Edge {
  readonly y: number
  readonly half: number
  readonly step: -1 | 1
}

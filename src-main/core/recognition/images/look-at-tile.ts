import type { ColourPlane } from './colour-plane.ts'

/** An area of a page in pixels; right and bottom lie outside it. */
export interface Tile {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A colour, and how bright it looks: the one on which print stands, or the print's own. */
export interface Ground {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly brightness: number
}

/** A tile with print as bright as its ground. */
export interface ColourTile {
  readonly ground: Ground
  /** How much brighter than the ground the print is all the same; negative if darker. */
  readonly lean: number
}

/** Print of another colour is this far from the ground, brightness aside, */
const HIDDEN_FROM = 64
/** and no brighter or darker than this. */
const HIDDEN_WITHIN = 26
const LEAST_SHARE = 0.03
const MOST_SHARE = 0.6
/** Rows of letters change colour so often to the row of a tile; edges of areas and blots do not. */
const LEAST_CHANGES = 0.7
/** Noise changes at every pixel or two. */
const LEAST_RUN = 1.3
const LONGEST_RUN = 12
const ON_GROUND = 40
const OPPOSED = 60
const VARIED = 48
const SAME_GROUND = 70

/** Finds out whether a tile holds print that is hidden in its brightness; undefined if not. */
export function lookAtTile(plane: ColourPlane, tile: Tile, step: number): ColourTile | undefined {
  const samples = samplesOf(plane, tile, step)
  if (!isVaried(samples)) return undefined
  const ground = groundOf(samples)
  const seen = sortSamples(samples, ground)
  const count = samples.values.length / 3
  const { hidden, onGround, changes, opposed, lean } = seen
  const isPrint =
    hidden >= count * LEAST_SHARE &&
    hidden <= count * MOST_SHARE &&
    onGround >= hidden / 2 &&
    changes >= (samples.rows * LEAST_CHANGES * samples.columns) / 24 &&
    (2 * hidden) / changes >= LEAST_RUN &&
    (2 * hidden) / changes <= LONGEST_RUN &&
    opposed < changes / 3
  return isPrint ? { ground, lean: lean / hidden } : undefined
}

/** Whether print of one colour is lost on a ground of another once both are grey. */
export function isHiddenOn(ground: Ground, print: Ground): boolean {
  const brighter = print.brightness - ground.brightness
  const distance = distanceOf(
    print.red - ground.red - brighter,
    print.green - ground.green - brighter,
    print.blue - ground.blue - brighter,
  )
  return kindOf(distance, Math.abs(brighter)) === HIDDEN
}

/** Whether two tiles' print stands on the same colour. */
export function sameGround(one: Ground, other: Ground): boolean {
  return distanceOf(one.red - other.red, one.green - other.green, one.blue - other.blue) < SAME_GROUND
}

interface Samples {
  /** Red, green and blue of each, row by row. */
  readonly values: Uint8Array
  readonly columns: number
  readonly rows: number
}

function samplesOf(plane: ColourPlane, tile: Tile, step: number): Samples {
  const { bytes, start, stride, bytesPerPixel, isRedFirst } = plane
  const columns = Math.ceil((tile.right - tile.left) / step)
  const rows = Math.ceil((tile.bottom - tile.top) / step)
  const values = new Uint8Array(columns * rows * 3)
  const [red, blue] = isRedFirst ? [0, 2] : [2, 0]
  let to = 0
  for (let y = tile.top; y < tile.bottom; y += step) {
    let from = start + y * stride + tile.left * bytesPerPixel
    for (let column = 0; column < columns; column++, from += step * bytesPerPixel) {
      values[to++] = bytes[from + red] ?? 0
      values[to++] = bytes[from + 1] ?? 0
      values[to++] = bytes[from + blue] ?? 0
    }
  }
  return { values, columns, rows }
}

/** Whether colours differ by more than brightness: most tiles of most pages do not get past this. */
function isVaried({ values }: Samples): boolean {
  let [leastRed, mostRed, leastBlue, mostBlue] = [255, -255, 255, -255]
  for (let at = 0; at < values.length; at += 3) {
    const green = values[at + 1] ?? 0
    const red = (values[at] ?? 0) - green
    const blue = (values[at + 2] ?? 0) - green
    if (red < leastRed) leastRed = red
    if (red > mostRed) mostRed = red
    if (blue < leastBlue) leastBlue = blue
    if (blue > mostBlue) mostBlue = blue
  }
  return mostRed - leastRed >= VARIED || mostBlue - leastBlue >= VARIED
}

/** The mean of the colours around the commonest one. */
function groundOf({ values }: Samples): Ground {
  const counts = new Uint16Array(512)
  let commonest = 0
  for (let at = 0; at < values.length; at += 3) {
    const bin =
      (((values[at] ?? 0) >> 5) << 6) | (((values[at + 1] ?? 0) >> 5) << 3) | ((values[at + 2] ?? 0) >> 5)
    counts[bin] = (counts[bin] ?? 0) + 1
    if ((counts[bin] ?? 0) > (counts[commonest] ?? 0)) commonest = bin
  }
  const [red, green, blue] = [commonest >> 6, (commonest >> 3) & 7, commonest & 7].map(part => part * 32 + 16)
  const middle = groundAt(red ?? 0, green ?? 0, blue ?? 0)
  return meanNear(values, meanNear(values, middle))
}

function meanNear(values: Uint8Array, { red, green, blue }: Ground): Ground {
  let [reds, greens, blues, count] = [0, 0, 0, 0]
  for (let at = 0; at < values.length; at += 3) {
    const [r, g, b] = [values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0]
    if (distanceOf(r - red, g - green, b - blue) > ON_GROUND) continue
    reds += r
    greens += g
    blues += b
    count++
  }
  return count === 0 ? groundAt(red, green, blue) : groundAt(reds / count, greens / count, blues / count)
}

/** A colour by its channels, 0 to 255. */
export function groundAt(red: number, green: number, blue: number): Ground {
  return { red, green, blue, brightness: brightnessOf(red, green, blue) }
}

/** As the page's grey is made. */
const brightnessOf = (red: number, green: number, blue: number): number =>
  (red * 77 + green * 150 + blue * 29) / 256

/** Powers of two, so that the sum of two kinds names the pair. */
const OTHER = 0
const GROUND = 1
const HIDDEN = 2
const PLAIN = 4

/**
 * Counts pixels that are hidden and on the ground, changes between the two along rows (pixels between them aside), and
 * changes between hidden and plainly brighter or darker ones: where these are many, the hidden ones are themselves the
 * ground of print, as a marker's yellow is.
 */
function sortSamples({ values, columns }: Samples, ground: Ground) {
  const seen = { hidden: 0, onGround: 0, changes: 0, opposed: 0, lean: 0 }
  let last = OTHER
  for (let at = 0, column = 0; at < values.length; at += 3, column++) {
    if (column === columns) column = 0
    if (column === 0) last = OTHER
    const [red, green, blue] = [values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0]
    const brighter = brightnessOf(red, green, blue) - ground.brightness
    const distance = distanceOf(
      red - ground.red - brighter,
      green - ground.green - brighter,
      blue - ground.blue - brighter,
    )
    const kind = kindOf(distance, Math.abs(brighter))
    if (kind === OTHER) continue
    if (kind === HIDDEN) {
      seen.hidden++
      seen.lean += brighter
    } else if (kind === GROUND) seen.onGround++
    if (kind + last === GROUND + HIDDEN) seen.changes++
    if (kind + last === HIDDEN + PLAIN) seen.opposed++
    last = kind
  }
  return seen
}

function kindOf(distance: number, contrast: number): number {
  if (contrast >= OPPOSED) return PLAIN
  if (contrast > HIDDEN_WITHIN) return OTHER
  if (distance >= HIDDEN_FROM) return HIDDEN
  return distance <= ON_GROUND ? GROUND : OTHER
}

function distanceOf(red: number, green: number, blue: number): number {
  return Math.sqrt(red * red + green * green + blue * blue)
}

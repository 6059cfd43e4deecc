import type { GreyImage } from '../../../../core/ports/document-reader.ts'
import type { PixelArea } from '../pixels/pixel-area.ts'
import type { LineQuad } from '../quad.ts'
import { pitchOfRows } from './pitch-of-rows.ts'

/** Pages are looked at in areas narrower than a column and as high as many lines that escape the detector, in pixels of the shrunk page. */
const AREA = { width: 24, height: 48 } as const
/** An area of which lines cover more has been seen. */
const SEEN_SHARE = 0.25
/** Mean step from one pixel of a row to the next in an area with anything on it. */
const LEAST_STEP = 6
/** Every second row tells as much. */
const ROW_STEP = 2
/** Fewer areas, or a smaller share of those with anything on them, are no print worth another look. */
const LEAST_AREAS = 20
const LEAST_SHARE = 0.12
/** This share of the areas has lines that are about as far apart as in the middle one: photographs have them by chance, at any distance. */
const ALIKE_SHARE = 0.6
const ALIKE = 1.3

/** Lines further apart than this, in pixels of the shrunk page, do not escape the detector. */
const MOST_PITCH = 9

/**
 * The distance from line to line, in pixels of the page, of print that none of the found lines covers; undefined where there is hardly any.
 * Print too small for the detector leaves no trace in what it finds, but its rows alternate.
 */
export function findUnseenPrint(
  image: GreyImage,
  shrunk: GreyImage,
  quads: readonly LineQuad[],
): number | undefined {
  const grid = gridOf(image, shrunk)
  const uncovered = uncoveredAreas(grid, quads)
  const inked = uncovered.filter(at => stepIn(shrunk, grid, at) >= LEAST_STEP)
  if (inked.length < LEAST_AREAS) return undefined
  const pitches = inked.flatMap(at => pitchOfRows(image, areaAt(grid, at)) ?? []).sort((a, b) => a - b)
  const seen = grid.columns * grid.rows - uncovered.length
  const least = Math.max(LEAST_AREAS, LEAST_SHARE * (seen + inked.length))
  const middle = pitches[pitches.length >> 1] ?? 0
  const alike = pitches.filter(pitch => pitch <= middle * ALIKE && pitch >= middle / ALIKE)
  if (middle * shrunk.heightPx > MOST_PITCH * image.heightPx) return undefined
  return alike.length >= least && alike.length >= ALIKE_SHARE * pitches.length ? middle : undefined
}

interface Grid {
  readonly columns: number
  readonly rows: number
  /** Sides of an area in pixels of the page. */
  readonly width: number
  readonly height: number
}

function gridOf(image: GreyImage, shrunk: GreyImage): Grid {
  return {
    columns: Math.floor(shrunk.widthPx / AREA.width),
    rows: Math.floor(shrunk.heightPx / AREA.height),
    width: (AREA.width * image.widthPx) / shrunk.widthPx,
    height: (AREA.height * image.heightPx) / shrunk.heightPx,
  }
}

/** Numbers of the areas that hardly any line reaches into. */
function uncoveredAreas(grid: Grid, quads: readonly LineQuad[]): number[] {
  const { columns, rows, width, height } = grid
  const covered = new Float32Array(columns * rows)
  for (const quad of quads) {
    const xs = quad.map(point => point.x / width)
    const ys = quad.map(point => point.y / height)
    const [left, right] = [Math.max(0, Math.min(...xs)), Math.min(columns, Math.max(...xs))]
    const [top, bottom] = [Math.max(0, Math.min(...ys)), Math.min(rows, Math.max(...ys))]
    for (let row = Math.floor(top); row < bottom; row++) {
      const high = Math.min(bottom, row + 1) - Math.max(top, row)
      for (let column = Math.floor(left); column < right; column++) {
        const wide = Math.min(right, column + 1) - Math.max(left, column)
        covered[row * columns + column] = (covered[row * columns + column] ?? 0) + wide * high
      }
    }
  }
  return [...covered.keys()].filter(at => (covered[at] ?? 0) <= SEEN_SHARE)
}

function stepIn({ pixels, widthPx }: GreyImage, grid: Grid, at: number): number {
  const left = (at % grid.columns) * AREA.width
  const top = Math.floor(at / grid.columns) * AREA.height
  let steps = 0
  for (let y = top; y < top + AREA.height; y += ROW_STEP) {
    const row = y * widthPx
    for (let x = left + 1; x < left + AREA.width; x++)
      steps += Math.abs((pixels[row + x] ?? 0) - (pixels[row + x - 1] ?? 0))
  }
  return (steps * ROW_STEP) / (AREA.width * AREA.height)
}

function areaAt({ columns, width, height }: Grid, at: number): PixelArea {
  const column = at % columns
  const row = Math.floor(at / columns)
  return {
    left: Math.floor(column * width),
    top: Math.floor(row * height),
    right: Math.floor((column + 1) * width),
    bottom: Math.floor((row + 1) * height),
  }
}

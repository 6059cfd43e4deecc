import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import type { GreyImage } from '../../../ports/document-reader.ts'
import { type DarkWords, darkWords, LIGHTEST_INK } from '../../images/dark-words.ts'
import { groundOf } from '../../images/ground-of.ts'
import { areaOf } from '../box-shares.ts'
import { growPhoto } from './grow-photo.ts'

/** Ink that stands together and in no line of text; photos with their even parts. */
export interface InkArea {
  readonly box: Box
  /** Share of the box's cells that have ink, 0 to 1: high for photos, low for drawings and rulings. */
  readonly fill: number
  /** Bits that the shades of grey in it take, 0 to 4: low for flat colour and writing, high for photos. */
  readonly shades: number
}

export interface InkOnPage {
  /** Areas large enough to be looked at, the largest first. */
  readonly areas: readonly InkArea[]
  /** Share of the page, or of a box on it, that has ink outside its lines: on photographed sheets nearly everything. */
  share(box?: Box): number
  /** How long the longest level or upright stroke outside lines is, on the page or in a box on it, in pixels. */
  longestStroke(box?: Box): number
}

/** What the caller may have found out about the page before. */
interface KnownOfPage {
  readonly dark?: DarkWords
  readonly ground?: number
}

/** A photo is closely covered with ink, */
const PHOTO_FILL = 0.5
/** and its shades of grey take so many bits; banners and blocks of text have one or two shades. */
const PHOTO_SHADES = 2.4

/** Whether ink looks like a photo's. */
export function isPhoto({ fill, shades }: Pick<InkArea, 'fill' | 'shades'>): boolean {
  return fill >= PHOTO_FILL && shades >= PHOTO_SHADES
}

/** The shorter side of the page is looked at as so many cells. */
const CELLS_ACROSS = 200
const SMALLEST_CELL_PX = 4
/** A pixel this far from the ground is ink. */
const CONTRAST = 48
const PAPER = 255
/** A cell has ink when this share of its samples has. */
const INKED = 0.12
/** Two pixels are looked at of four where the page has more pixels than this. */
const MANY_PIXELS = 1_500_000
/** Lines of text are cleared with this much around them, in their heights: boxes are drawn closely. */
const AROUND_LINES = 0.3
/** Ink nearer than this, in cells, stands together. */
const REACH = 2
/** Shares of the page's shorter side, and of its area, that an area has at least. */
const LEAST_SIDE = 0.05
const LEAST_AREA = 0.004
/** More areas are specks and noise. */
const MOST_AREAS = 40

/** Finds the ink outside the lines of text on an upright page: pictures, drawings, rulings. Costs one pass over a part of the pixels. */
export function findInkAreas(
  image: GreyImage,
  lines: readonly Pick<Line, 'box' | 'text' | 'words'>[],
  { dark = darkWords(image), ground = groundOf(image) }: KnownOfPage = {},
): InkOnPage {
  const cellPx = Math.max(
    SMALLEST_CELL_PX,
    Math.round(Math.min(image.widthPx, image.heightPx) / CELLS_ACROSS),
  )
  const grid = inkedCells(image, cellPx, { dark, ground })
  for (const { box } of lines) clearLine(grid, box, cellPx)
  const areas = joinedCells(grid).filter(area => isLarge(area.box, grid))
  const largest = areas.toSorted((a, b) => areaOf(b.box) - areaOf(a.box)).slice(0, MOST_AREAS)
  return {
    share: box => inkedShare(grid, inCells(box, grid, cellPx)),
    longestStroke: box => cellPx * longestRun(grid, inCells(box, grid, cellPx)),
    areas: largest.map(({ box, inked }) => {
      const onPage = scaled(box, cellPx, image)
      const area = { box: onPage, fill: inked / areaOf(box), shades: shadesIn(image, onPage) }
      return isPhoto(area) ? { ...area, box: growPhoto(image, onPage, { ground, lines }) } : area
    }),
  }
}

interface Grid {
  readonly columns: number
  readonly rows: number
  readonly cells: Uint8Array
}

function inkedCells(image: GreyImage, cellPx: number, { dark, ground }: Required<KnownOfPage>): Grid {
  const { widthPx, heightPx } = image
  const columns = Math.ceil(widthPx / cellPx)
  const rows = Math.ceil(heightPx / cellPx)
  const step = widthPx * heightPx > MANY_PIXELS ? 2 : 1
  const counts = new Uint16Array(columns * rows)
  const samples = { ground, step, cellPx, columns, counts }
  // Nothing is lighter than light paper by the contrast of ink.
  if (ground > PAPER - CONTRAST && ground - CONTRAST < LIGHTEST_INK) countDark(image, dark, samples)
  else countAll(image, samples)
  const least = Math.max(1, INKED * (cellPx / step) ** 2)
  const cells = new Uint8Array(counts.length)
  for (let cell = 0; cell < cells.length; cell++) if ((counts[cell] ?? 0) >= least) cells[cell] = 1
  return { columns, rows, cells }
}

interface Samples {
  readonly ground: number
  /** One pixel of so many is looked at, across and down. */
  readonly step: number
  readonly cellPx: number
  readonly columns: number
  /** Of samples with ink, cell by cell. */
  readonly counts: Uint16Array
}

function countDark(image: GreyImage, dark: DarkWords, samples: Samples): void {
  const { starts, places } = dark
  for (let y = 0; y < image.heightPx; y += samples.step)
    countDarkOfRow(image, samples, { y, places: places.subarray(starts[y], starts[y + 1]) })
}

function countDarkOfRow(
  { widthPx, pixels }: GreyImage,
  { ground, step, cellPx, columns, counts }: Samples,
  { y, places }: { readonly y: number; readonly places: Int32Array },
): void {
  const row = y * widthPx
  const cellRow = Math.floor(y / cellPx) * columns
  for (let index = 0; index < places.length; index++) {
    const first = 4 * (places[index] ?? 0) - row
    const from = Math.max(0, step === 2 ? first + (first & 1) : first)
    for (let x = from; x < Math.min(widthPx, first + 4); x += step) {
      if ((pixels[row + x] ?? 0) > ground - CONTRAST) continue
      const cell = cellRow + ((x / cellPx) | 0)
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
}

function countAll(image: GreyImage, samples: Samples): void {
  for (let y = 0; y < image.heightPx; y += samples.step) countRow(image, samples, y)
}

function countRow(
  { widthPx, pixels }: GreyImage,
  { ground, step, cellPx, columns, counts }: Samples,
  y: number,
): void {
  const row = y * widthPx
  const cellRow = Math.floor(y / cellPx) * columns
  for (let x = 0; x < widthPx; x += step) {
    const difference = (pixels[row + x] ?? 0) - ground
    if (difference > -CONTRAST && difference < CONTRAST) continue
    const cell = cellRow + ((x / cellPx) | 0)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
}

function clearLine({ columns, rows, cells }: Grid, box: Box, cellPx: number): void {
  const around = AROUND_LINES * Math.min(box.bottom - box.top, box.right - box.left)
  const left = Math.max(0, Math.floor((box.left - around) / cellPx))
  const right = Math.min(columns, Math.ceil((box.right + around) / cellPx))
  const bottom = Math.min(rows, Math.ceil((box.bottom + around) / cellPx))
  if (right <= left) return
  for (let y = Math.max(0, Math.floor((box.top - around) / cellPx)); y < bottom; y++) {
    cells.fill(0, y * columns + left, y * columns + right)
  }
}

/** Cells that stand together, with their box in cells. */
interface Joined {
  readonly box: Box
  readonly inked: number
}

function joinedCells(grid: Grid): Joined[] {
  const { columns, rows, cells } = grid
  const isSeen = new Uint8Array(cells.length)
  const queue = new Int32Array(cells.length)
  const found: Joined[] = []
  for (let start = 0; start < cells.length; start++) {
    if (cells[start] !== 1 || isSeen[start] === 1) continue
    const box = { left: columns, top: rows, right: 0, bottom: 0 }
    isSeen[start] = 1
    queue[0] = start
    let length = 1
    for (let next = 0; next < length; next++) {
      const cell = queue[next] ?? 0
      const x = cell % columns
      const y = (cell - x) / columns
      box.left = Math.min(box.left, x)
      box.top = Math.min(box.top, y)
      box.right = Math.max(box.right, x + 1)
      box.bottom = Math.max(box.bottom, y + 1)
      const lastX = Math.min(columns - 1, x + REACH)
      const lastY = Math.min(rows - 1, y + REACH)
      for (let nearY = Math.max(0, y - REACH); nearY <= lastY; nearY++) {
        for (let nearX = Math.max(0, x - REACH); nearX <= lastX; nearX++) {
          const near = nearY * columns + nearX
          if (cells[near] !== 1 || isSeen[near] === 1) continue
          isSeen[near] = 1
          queue[length++] = near
        }
      }
    }
    found.push({ box, inked: length })
  }
  return found
}

function isLarge(box: Box, { columns, rows }: Grid): boolean {
  const side = LEAST_SIDE * Math.min(columns, rows)
  if (Math.min(box.right - box.left, box.bottom - box.top) < side) return false
  return areaOf(box) >= LEAST_AREA * columns * rows
}

/** So many classes of grey, and so many samples along a side, tell enough. */
const SHADES = 16
const SAMPLES = 64

function shadesIn({ widthPx, pixels }: GreyImage, box: Box): number {
  const counts = new Uint32Array(SHADES)
  const stepX = Math.max(1, Math.floor((box.right - box.left) / SAMPLES))
  const stepY = Math.max(1, Math.floor((box.bottom - box.top) / SAMPLES))
  let all = 0
  for (let y = box.top; y < box.bottom; y += stepY) {
    for (let x = box.left; x < box.right; x += stepX, all++) {
      const shade = (pixels[y * widthPx + x] ?? 0) >> 4
      counts[shade] = (counts[shade] ?? 0) + 1
    }
  }
  return counts.reduce(
    (bits, count) => (count === 0 ? bits : bits - (count / all) * Math.log2(count / all)),
    0,
  )
}

function inkedShare({ columns, cells }: Grid, { left, top, right, bottom }: Box): number {
  let inked = 0
  let all = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++, all++) inked += cells[y * columns + x] ?? 0
  }
  return inked / Math.max(1, all)
}

/** Inked cells on end, at most, from left to right or from top to bottom. */
function longestRun({ columns, cells }: Grid, { left, top, right, bottom }: Box): number {
  const above = new Uint16Array(columns)
  let longest = 0
  for (let y = top; y < bottom; y++) {
    let before = 0
    for (let x = left; x < right; x++) {
      const isInked = cells[y * columns + x] === 1
      before = isInked ? before + 1 : 0
      above[x] = isInked ? (above[x] ?? 0) + 1 : 0
      longest = Math.max(longest, before, above[x] ?? 0)
    }
  }
  return longest
}

/** The cells of a box on the page, or of the whole page. */
function inCells(box: Box | undefined, { columns, rows }: Grid, cellPx: number): Box {
  if (!box) return { left: 0, top: 0, right: columns, bottom: rows }
  return {
    left: Math.max(0, Math.floor(box.left / cellPx)),
    top: Math.max(0, Math.floor(box.top / cellPx)),
    right: Math.min(columns, Math.ceil(box.right / cellPx)),
    bottom: Math.min(rows, Math.ceil(box.bottom / cellPx)),
  }
}

function scaled({ left, top, right, bottom }: Box, cellPx: number, image: GreyImage): Box {
  return {
    left: left * cellPx,
    top: top * cellPx,
    right: Math.min(image.widthPx, right * cellPx),
    bottom: Math.min(image.heightPx, bottom * cellPx),
  }
}

import { LINE_HEIGHT_PX, type LineCrop } from './crop-line.ts'

/** A column of pixels has ink when its contrast reaches this share of the line's. */
const INK_CONTRAST = 0.5
/** No stroke of a letter 48 pixels high is thinner. */
const SAMPLE_STEP = 3

/** Which rows of a line are looked at. */
interface Rows {
  /** How many are left out above and below. */
  readonly margin: number
  readonly step: number
}

/** How far the lightest and the darkest pixel of each column of a line are apart: 0 to 2. */
export function columnContrast({ plane, widthPx, paddedWidthPx }: LineCrop, rows: Rows): Float32Array {
  const lightest = new Float32Array(widthPx).fill(-1)
  const darkest = new Float32Array(widthPx).fill(1)
  for (let y = rows.margin; y < LINE_HEIGHT_PX - rows.margin; y += rows.step) {
    const row = y * paddedWidthPx
    addRow(plane.subarray(row, row + widthPx), lightest, darkest)
  }
  for (let x = 0; x < widthPx; x++) lightest[x] = (lightest[x] ?? 0) - (darkest[x] ?? 0)
  return lightest
}

function addRow(row: Float32Array, lightest: Float32Array, darkest: Float32Array): void {
  for (let x = 0; x < row.length; x++) {
    const value = row[x] ?? 0
    if (value > (lightest[x] ?? 0)) lightest[x] = value
    if (value < (darkest[x] ?? 0)) darkest[x] = value
  }
}

/** The contrast from which on a column has ink. */
export function inkContrast(contrast: Float32Array): number {
  const sample = new Float32Array(Math.ceil(contrast.length / SAMPLE_STEP))
  for (let at = 0; at < sample.length; at++) sample[at] = contrast[at * SAMPLE_STEP] ?? 0
  sample.sort()
  return INK_CONTRAST * (sample[Math.floor(sample.length * 0.9)] ?? 0)
}

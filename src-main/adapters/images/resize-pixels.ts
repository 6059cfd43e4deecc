import type { OpaquePixels } from './pixels.ts'

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** A picture whose rows are asked for from top to bottom, some of them again and again. */
export interface PixelRows extends Size {
  readonly channels: OpaquePixels['channels']
  rowAt(y: number): Uint8Array
}

/** Gives a picture another size: averages where it shrinks, blends neighbours where it grows. Memory: two rows. */
export function resizePixels(pixels: OpaquePixels, size: Size): OpaquePixels {
  return isOfSize(pixels, size) ? pixels : resizeRows(rowsOf(pixels), size)
}

/** Gives a picture another size that is never whole in memory. */
export function resizeRows(rows: PixelRows, size: Size): OpaquePixels {
  return writeResized(rows, size, new Uint8ClampedArray(size.widthPx * size.heightPx * rows.channels))
}

/**
 * Shrinks a picture within its own memory, where the smaller one then lies. No row is overwritten that is still to be read:
 * the first one that the next new row needs lies behind the new rows so far, or is remembered.
 */
export function shrinkInPlace(pixels: OpaquePixels, size: Size): OpaquePixels {
  if (isOfSize(pixels, size)) return pixels
  const { channels, samples } = pixels
  const length = size.widthPx * size.heightPx * channels
  const target = new Uint8ClampedArray(samples.buffer, samples.byteOffset, length)
  return writeResized(rowsOf(pixels), size, target)
}

function rowsOf({ widthPx, heightPx, channels, samples }: OpaquePixels): PixelRows {
  const length = widthPx * channels
  return { widthPx, heightPx, channels, rowAt: y => samples.subarray(y * length, (y + 1) * length) }
}

function isOfSize({ widthPx, heightPx }: Size, size: Size): boolean {
  return widthPx === size.widthPx && heightPx === size.heightPx
}

function writeResized(stored: PixelRows, size: Size, target: Uint8ClampedArray): OpaquePixels {
  const { channels } = stored
  const sum = new Float32Array(size.widthPx * channels)
  const resizedRow = rowResizer(stored, size.widthPx)
  const rows = sharesAlong(stored.heightPx, size.heightPx)
  for (let y = 0; y < size.heightPx; y++) {
    sum.fill(0)
    const first = rows.starts[y] ?? 0
    for (let part = 0; part < rows.length; part++) {
      const weight = rows.weights[y * rows.length + part] ?? 0
      if (weight === 0) continue
      const row = resizedRow(first + part)
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + weight * (row[at] ?? 0)
    }
    target.set(sum, y * sum.length)
  }
  const samples = new Uint8Array(target.buffer, target.byteOffset, target.length)
  return { ...size, channels, samples }
}

/** Gives rows in their new width. The last row is remembered: two new rows may share it. */
function rowResizer(
  { widthPx, channels, rowAt }: PixelRows,
  newWidthPx: number,
): (y: number) => Float32Array {
  const columns = sharesAlong(widthPx, newWidthPx)
  const row = new Float32Array(newWidthPx * channels)
  let known = -1
  return y => {
    if (y === known) return row
    known = y
    const samples = rowAt(y)
    for (let x = 0, to = 0; x < newWidthPx; x++) {
      const first = (columns.starts[x] ?? 0) * channels
      for (let channel = 0; channel < channels; channel++, to++) {
        let sum = 0
        for (let part = 0, from = first + channel; part < columns.length; part++, from += channels) {
          sum += (columns.weights[x * columns.length + part] ?? 0) * (samples[from] ?? 0)
        }
        row[to] = sum
      }
    }
    return row
  }
}

/** For each new pixel the stored ones that make it, `length` of them from `starts` on, with their shares in it. */
interface Shares {
  readonly length: number
  readonly starts: Int32Array
  readonly weights: Float32Array
}

function sharesAlong(from: number, to: number): Shares {
  const step = from / to
  const length = step > 1 ? Math.ceil(step) + 1 : 2
  const starts = new Int32Array(to)
  const weights = new Float32Array(to * length)
  for (let index = 0; index < to; index++) {
    const begin = step > 1 ? index * step : Math.max(0, Math.min(from - 1, (index + 0.5) * step - 0.5))
    const start = Math.floor(begin)
    starts[index] = start
    for (let part = 0; part < length; part++) {
      const share =
        step > 1 ? overlap(start + part, begin, begin + step) / step : 1 - Math.abs(start + part - begin)
      if (start + part < from) weights[index * length + part] = Math.max(0, share)
    }
  }
  return { length, starts, weights }
}

/** How much of the pixel that begins at `pixel` lies between two places. */
function overlap(pixel: number, begin: number, end: number): number {
  return Math.min(end, pixel + 1) - Math.max(begin, pixel)
}

/** Rows of an image that are added up; places are those of a row's first pixel. */
export interface RowSpan {
  readonly first: number
  readonly last: number
  /** From one row to the next. */
  readonly stride: number
  /** Of the first and the last row, in parts of `WHOLE`; those between count whole. The last weighs nothing where it is the first. */
  readonly firstWeight: number
  readonly lastWeight: number
}

/** Shares of rows are counted in parts of this. */
export const WHOLE = 256
const WHOLE_BITS = 8

/** So many whole rows fit into 16 bits for each pixel. */
export const MOST_ROWS = 257

/** Two pixels of the four in a word, with room for their sums. */
const LANES = 0x00ff00ff
const LANE = 0xffff

/**
 * Adds up rows, each by its weight, and along the row: each sum has all pixels before it, and what lies between two of them is
 * their difference. Sums may flow over; differences below 2 ** 31 stay right.
 */
export function sumRows(pixels: Uint8Array, span: RowSpan, sums: Int32Array): void {
  const from = sumFours(new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength), span, sums)
  const { first, last, stride, firstWeight, lastWeight } = span
  for (let x = from; x < sums.length - 1; x++) {
    let between = 0
    for (let at = first + stride + x; at < last; at += stride) between += pixels[at] ?? 0
    const ends = (pixels[first + x] ?? 0) * firstWeight + (pixels[last + x] ?? 0) * lastWeight
    sums[x + 1] = (sums[x] ?? 0) + (between << WHOLE_BITS) + ends
  }
}

/** Sums as many pixels as there are whole fours, four at a time: two each in a word's halves. Tells where the rest begins. */
function sumFours(
  view: DataView,
  { first, last, stride, firstWeight, lastWeight }: RowSpan,
  sums: Int32Array,
): number {
  const end = (sums.length - 1) & ~3
  let sum = 0
  for (let x = 0; x < end; x += 4) {
    let even = 0
    let odd = 0
    for (let at = first + stride + x; at < last; at += stride) {
      const word = view.getInt32(at, true)
      even += word & LANES
      odd += (word >>> 8) & LANES
    }
    const above = view.getInt32(first + x, true)
    const below = view.getInt32(last + x, true)
    const evenAbove = Math.imul(above & LANES, firstWeight)
    const oddAbove = Math.imul((above >>> 8) & LANES, firstWeight)
    const evenBelow = Math.imul(below & LANES, lastWeight)
    const oddBelow = Math.imul((below >>> 8) & LANES, lastWeight)
    sum = (sum + ((even & LANE) << WHOLE_BITS) + (evenAbove & LANE) + (evenBelow & LANE)) | 0
    sums[x + 1] = sum
    sum = (sum + ((odd & LANE) << WHOLE_BITS) + (oddAbove & LANE) + (oddBelow & LANE)) | 0
    sums[x + 2] = sum
    sum = (sum + ((even >>> 16) << WHOLE_BITS) + (evenAbove >>> 16) + (evenBelow >>> 16)) | 0
    sums[x + 3] = sum
    sum = (sum + ((odd >>> 16) << WHOLE_BITS) + (oddAbove >>> 16) + (oddBelow >>> 16)) | 0
    sums[x + 4] = sum
  }
  return end
}

import type { GreyImage } from '../../ports/document-reader.ts'

/** Where a page is not paper, in fours of pixels as they lie in memory: most of a page is passed over by looking at them alone. */
export interface DarkWords {
  /** The first of each row among `places`, and the end of the last row. */
  readonly starts: Int32Array
  /** Of the fours: the pixel at which each begins lies at four times this. Fours on a row's edge stand in both rows. */
  readonly places: Int32Array
}

/** What four pixels have in common that are all lighter than any ink: each is `LIGHTEST_INK` at least. */
const LIGHT = 0xe0e0e0e0 | 0

/** Pixels from here on are in no dark four. */
export const LIGHTEST_INK = 0xe0

const FOUR = 4
/** Room for so many of a page's fours is enough for most pages; a page that is dark all over gets more. */
const USUAL_SHARE = 0.125

/** Finds the fours of pixels with something dark in them. */
export function darkWords({ widthPx, heightPx, pixels }: GreyImage): DarkWords {
  const words = wordsOf(pixels)
  const starts = new Int32Array(heightPx + 1)
  const most = heightPx * (Math.ceil(widthPx / FOUR) + 1)
  let places = new Int32Array(Math.ceil(most * USUAL_SHARE))
  let count = 0
  for (let y = 0; y < heightPx; y++) {
    starts[y] = count
    const [first, end] = [(y * widthPx) >> 2, ((y + 1) * widthPx + 3) >> 2]
    if (count + end - first > places.length)
      places = resized(places, Math.min(2 * places.length + end - first, most))
    count = addDark(words, places, { first, end, count })
  }
  starts[heightPx] = count
  return { starts, places: places.subarray(0, count) }
}

function resized(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(numbers)
  return larger
}

interface Row {
  readonly first: number
  readonly end: number
  /** Of the places found above it. */
  readonly count: number
}

/** Adds the dark fours of a row, and tells how many there are now. */
function addDark(words: Int32Array, places: Int32Array, { first, end, count }: Row): number {
  let next = count
  for (let place = first; place < end; place++) {
    if (((words[place] ?? 0) & LIGHT) === LIGHT) continue
    places[next++] = place
  }
  return next
}

/** Four pixels at a time. Those after the last whole four count as dark. */
function wordsOf(pixels: Uint8Array): Int32Array {
  const aligned = pixels.byteOffset % FOUR === 0 ? pixels : pixels.slice()
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2)
}

/** The index of the first thing at a place or beyond, of things sorted by their places; their number where there is none. */
export function firstFrom<Thing>(
  sorted: readonly Thing[],
  place: number,
  placeOf: (thing: Thing) => number,
): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const thing = sorted[middle]
    if (thing !== undefined && placeOf(thing) < place) low = middle + 1
    else high = middle
  }
  return low
}

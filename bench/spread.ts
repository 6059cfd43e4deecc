/** `wanted` of the items, evenly spread; all where no number is given. */
export function spread<Item>(items: readonly Item[], wanted: number | undefined): Item[] {
  const count = Math.min(items.length, Math.max(1, wanted ?? items.length))
  return Array.from({ length: count }, (_, index) => Math.floor((index * items.length) / count)).flatMap(
    at => items[at] ?? [],
  )
}

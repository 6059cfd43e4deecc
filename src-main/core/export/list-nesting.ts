/** Where the items of a list stand below each other. */
export interface ListNesting {
  /** How far an item of this depth is indented: to where the text of the item above it begins. */
  place(depth: number, marker: string): number
  /** Whether the item placed last may follow without an empty line. */
  isTight(): boolean
  /** The list has ended. */
  reset(): void
}

/** Follows the items of lists through a page. */
export function listNesting(): ListNesting {
  /** Where the text begins, for each item that may still have items below it. */
  let textColumns: number[] = []
  let isTight = true
  return {
    place(depth, marker) {
      const isDeeper = depth >= textColumns.length && textColumns.length > 0
      textColumns = textColumns.slice(0, depth)
      const indent = textColumns.at(-1) ?? 0
      textColumns.push(indent + marker.length + 1)
      // Only a bullet or number one may interrupt the words of the item above.
      isTight = !(isDeeper && /^\d/.test(marker) && Number.parseInt(marker, 10) !== 1)
      return indent
    },
    isTight: () => isTight,
    reset() {
      textColumns = []
      isTight = true
    },
  }
}

import type { Stretch } from './mark-doubtful.ts'

/** A stretch with its place among the doubtful words of the region; -1 where it is not doubtful. */
export interface PlacedStretch extends Stretch {
  readonly place: number
}

export type Cell = readonly PlacedStretch[]

/** A table's text, one row a line and its cells parted by tabs, as rows of cells. */
export function tableCells(stretches: readonly Stretch[]): readonly (readonly Cell[])[] {
  const rows: PlacedStretch[][][] = [[[]]]
  let doubtful = -1
  for (const stretch of stretches) {
    if (stretch.isDoubtful) doubtful += 1
    for (const piece of stretch.text.split(/([\t\n])/)) {
      if (piece === '\n') rows.push([[]])
      else if (piece === '\t') rows.at(-1)?.push([])
      else if (piece !== '')
        rows
          .at(-1)
          ?.at(-1)
          ?.push({ ...stretch, text: piece, place: stretch.isDoubtful ? doubtful : -1 })
    }
  }
  return rows
}

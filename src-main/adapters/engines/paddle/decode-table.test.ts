import { describe, expect, it } from 'vitest'
import { decodeTable } from './decode-table.ts'

const CLASS_COUNT = 50
const [TR, OPEN_TD, CLOSE, COLSPAN_2, ROWSPAN_2, TD, END] = [5, 7, 8, 10, 29, 48, 49]

function outputsOf(steps: readonly number[]) {
  const classes = new Float32Array(steps.length * CLASS_COUNT)
  for (const [at, step] of steps.entries()) classes[at * CLASS_COUNT + step] = 1
  return { classes, corners: new Float32Array(steps.length * 8).fill(0.5) }
}

describe('decodeTable', () => {
  it('gives cells their places around those that span', () => {
    const steps = [TR, OPEN_TD, ROWSPAN_2, CLOSE, OPEN_TD, COLSPAN_2, CLOSE, TR, TD, TD, END]

    const grid = decodeTable(outputsOf(steps), 100)

    expect(
      grid?.cells.map(({ row, column, rowSpan, columnSpan }) => [row, column, rowSpan, columnSpan]),
    ).toEqual([
      [0, 0, 2, 1],
      [0, 1, 1, 2],
      [1, 1, 1, 1],
      [1, 2, 1, 1],
    ])
    expect(grid?.cells[0]?.box).toEqual({ left: 50, top: 50, right: 50, bottom: 50 })
  })

  it('gives nothing of a table that has no end', () => {
    expect(decodeTable(outputsOf([TR, TD, TD]), 100)).toBeUndefined()
  })
})

import { expect, test } from 'vitest'
import { tableCells } from './table-cells.ts'

const sure = (text: string) => ({ text, isDoubtful: false })
const unsure = (text: string) => ({ text, isDoubtful: true })

test('lines are rows and tabs part cells, empty ones too', () => {
  const rows = tableCells([sure('Year\tSum\n2023\t\n')])

  expect(rows.map(row => row.map(cell => cell.map(stretch => stretch.text).join('')))).toEqual([
    ['Year', 'Sum'],
    ['2023', ''],
    [''],
  ])
})

test('doubtful words keep their place among those of the region', () => {
  const rows = tableCells([unsure('a'), sure('\tb\n'), unsure('c')])

  expect(rows.flat(2).map(stretch => [stretch.text, stretch.place])).toEqual([
    ['a', 0],
    ['b', -1],
    ['c', 1],
  ])
})

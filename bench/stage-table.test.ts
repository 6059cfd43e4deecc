import { expect, test } from 'vitest'
import { stageTable } from './stage-table.ts'

test('the table tells the mean of each stage, and nothing where a mode has no such stage', () => {
  const table = stageTable([
    ['fast', [{ render: 2, total: 4 }]],
    [
      'balanced',
      [
        { render: 2, reread: 4, total: 8 },
        { render: 4, total: 6 },
      ],
    ],
  ])

  expect(table.split('\n').map(line => line.trim().split(/\s+/))).toEqual([
    ['ms', 'a', 'page', 'fast', 'balanced'],
    ['render', '2.0', '3.0'],
    ['reread', '0.0', '2.0'],
    ['total', '4.0', '7.0'],
  ])
})

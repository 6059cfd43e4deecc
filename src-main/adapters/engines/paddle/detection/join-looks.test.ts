import { expect, it } from 'vitest'
import type { DetectedLine } from './detected-line.ts'
import { joinLooks } from './join-looks.ts'

const line = (
  [left, top]: readonly [number, number],
  [width, height]: readonly [number, number],
): DetectedLine => ({
  score: 0.9,
  quad: [
    { x: left, y: top },
    { x: left + width, y: top },
    { x: left + width, y: top + height },
    { x: left, y: top + height },
  ],
})

it('keeps large letters from the coarse look without the pieces that the fine one saw of them', () => {
  const headline = line([0, 0], [1000, 200])
  const print = line([0, 300], [400, 24])

  expect(joinLooks([headline], [line([30, 60], [80, 90]), line([500, 40], [60, 60]), print])).toEqual([
    headline,
    print,
  ])
})

it('takes the lines of the fine look where the coarse one saw them as one', () => {
  const fine = [line([0, 0], [400, 22]), line([0, 26], [400, 22]), line([0, 52], [300, 22])]

  expect(joinLooks([line([0, 0], [400, 76])], fine)).toEqual(fine)
})

it('takes a line that both looks saw once', () => {
  const fine = line([2, 1], [396, 30])

  expect(joinLooks([line([0, 0], [400, 32])], [fine])).toEqual([fine])
})

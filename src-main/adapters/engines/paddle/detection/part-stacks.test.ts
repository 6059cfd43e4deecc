import { expect, it } from 'vitest'
import { drawnLines, drawPage, PROSE } from '../drawn-page-fixture.ts'
import { partStacks } from './part-stacks.ts'

const box = ([left, top]: readonly [number, number], [width, height]: readonly [number, number]) => ({
  score: 0.9,
  quad: [
    { x: left, y: top },
    { x: left + width, y: top },
    { x: left + width, y: top + height },
    { x: left, y: top + height },
  ] as const,
})

const numbers = ['12', '7', '305', '48', '9']
const prose = drawnLines(PROSE)
const proseBoxes = prose.map(({ x, y }) => box([x, y - 32], [800, 44]))

it('parts a column of short numbers that was found as one upright line', () => {
  const page = drawPage([...prose, ...numbers.map((text, at) => ({ text, x: 300, y: 700 + 44 * at }))])
  const column = box([292, 668], [70, 220])

  const lines = partStacks(page, [...proseBoxes, column])

  const pieces = lines.slice(proseBoxes.length).map(({ quad }) => [quad[0].y, quad[2].y] as const)
  expect(lines.slice(0, proseBoxes.length)).toEqual(proseBoxes)
  expect(pieces).toHaveLength(numbers.length)
  for (const [at, [top, bottom]] of pieces.entries()) {
    expect(top).toBeLessThan(700 + 44 * at - 22)
    expect(bottom).toBeGreaterThan(700 + 44 * at)
    expect(bottom - top).toBeLessThan(44)
  }
})

it('has no number twice that was found by itself above the column', () => {
  const page = drawPage([...prose, ...numbers.map((text, at) => ({ text, x: 300, y: 700 + 44 * at }))])
  const first = box([292, 668], [70, 44])
  const rest = box([292, 690], [70, 198])

  expect(partStacks(page, [...proseBoxes, first, rest])).toHaveLength(proseBoxes.length + numbers.length)
})

it.each(['upwards', 'downwards'])('leaves a line that runs %s whole', way => {
  const side = { text: 'PRINTED IN 1998', x: 300, y: 1200, angleDegrees: way === 'upwards' ? -90 : 90 }
  const page = drawPage([...prose, side])
  const line = way === 'upwards' ? box([270, 920], [40, 285]) : box([292, 1195], [40, 285])

  expect(partStacks(page, [...proseBoxes, line])).toEqual([...proseBoxes, line])
})

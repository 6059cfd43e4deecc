import { expect, test } from 'vitest'
import { type MemoryLook, memoryFigures } from './memory-figures.ts'

const looks = (role: string, bytesOf: (page: number) => number): MemoryLook[] =>
  Array.from({ length: 400 }, (_, index) => ({ donePages: index + 1, role, bytes: bytesOf(index + 1) }))

test('what stays level does not grow, whatever the start took', () => {
  const [server] = memoryFigures(looks('server', page => (page < 50 ? page : 100)))

  expect(server).toMatchObject({ peakBytes: 100, growthBytes: 0 })
})

test('growth is told for a thousand pages', () => {
  const [server] = memoryFigures(looks('server', page => page * 2))

  expect(server?.growthBytes).toBeCloseTo(2000)
})

test('of several processes with a role the largest counts, and the largest role comes first', () => {
  const figures = memoryFigures([
    ...looks('server', () => 10),
    ...looks('page', () => 40),
    ...looks('page', () => 60),
  ])

  expect(figures.map(each => [each.role, each.quarters])).toEqual([
    ['page', [60, 60, 60, 60]],
    ['server', [10, 10, 10, 10]],
  ])
})

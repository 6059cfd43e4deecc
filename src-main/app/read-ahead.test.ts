import { expect, test } from 'vitest'
import { readAhead } from './read-ahead.ts'

test('values come in the order of their keys, and some are read ahead', async () => {
  const begun: number[] = []
  const read = async (key: number) => {
    begun.push(key)
    return key * 10
  }
  const values: number[] = []
  const begunAt: number[] = []
  for await (const value of readAhead([1, 2, 3, 4], 2, read)) {
    values.push(value)
    begunAt.push(begun.length)
  }

  expect(values).toEqual([10, 20, 30, 40])
  expect(begunAt).toEqual([3, 4, 4, 4])
})

test('a failure comes in its turn', async () => {
  const read = async (key: number) => {
    if (key === 2) throw new Error('no')
    return key
  }
  const values: number[] = []
  const taking = (async () => {
    for await (const value of readAhead([1, 2, 3], 3, read)) values.push(value)
  })()

  await expect(taking).rejects.toThrow('no')
  expect(values).toEqual([1])
})

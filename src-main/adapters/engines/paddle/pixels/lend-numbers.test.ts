import { expect, it } from 'vitest'
import { lendNumbers } from './lend-numbers.ts'

it('lends the same room again, as large as it was wished', async () => {
  const first = await lendNumbers(8, async numbers => numbers)
  const second = await lendNumbers(3, async numbers => numbers)

  expect(second.buffer).toBe(first.buffer)
  expect([first.length, second.length]).toEqual([8, 3])
})

it('lends nobody what another still uses, and takes it back from who fails', async () => {
  const room = await lendNumbers(4, async numbers => numbers)
  const failing = lendNumbers(4, async numbers => {
    const other = await lendNumbers(4, async others => others)
    expect(other.buffer).not.toBe(numbers.buffer)
    expect(numbers.buffer).toBe(room.buffer)
    throw new Error('no such model')
  })

  await expect(failing).rejects.toThrow('no such model')
})

import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const MODULE = JSON.stringify(new URL('./bound-young-heap.ts', import.meta.url).href)

/**
 * Makes objects in bursts, those of the last bursts live on; prints the median size of the young heap in the last hundred. The bursts are small: the bound is
 * told of a collection once the burst in which it happened is over.
 */
const MAKES_OBJECTS = `
const { getHeapSpaceStatistics } = await import('node:v8')
const KEPT_BURSTS = 240
let living = []
const sizes = []
for (let burst = 0; burst < 400; burst++) {
  living.push(Array.from({ length: 5_000 }, (_, index) => ({ index, three: [index, index, index] })))
  if (living.length > KEPT_BURSTS) living = living.slice(KEPT_BURSTS / 2)
  await new Promise(resolve => setImmediate(resolve))
  const young = getHeapSpaceStatistics().find(each => each.space_name === 'new_space')
  sizes.push(young.space_size)
}
console.log(sizes.slice(-100).sort((a, b) => a - b)[50])`

/** In a process of its own: it is the process that is bound, and test runners bound theirs. */
function usualYoungHeap(before: string): number {
  const script = before + MAKES_OBJECTS
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }))
}

test('the young heap stays small however much lives on in it', () => {
  const unbound = usualYoungHeap('')
  const bound = usualYoungHeap(`(await import(${MODULE})).boundYoungHeap()`)

  expect(bound).toBeLessThan(0.75 * unbound)
}, 60_000)

import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const MIB = 1024 * 1024
const MODULE = JSON.stringify(new URL('./bound-young-heap.ts', import.meta.url).href)

/** Makes objects in bursts, those of the last bursts live on; prints how large the young heap became. */
const MAKES_OBJECTS = `
const { getHeapSpaceStatistics } = await import('node:v8')
const KEPT_BURSTS = 60
let living = []
let largest = 0
for (let burst = 0; burst < 120; burst++) {
  living.push(Array.from({ length: 20_000 }, (_, index) => ({ index, three: [index, index, index] })))
  if (living.length > KEPT_BURSTS) living = living.slice(KEPT_BURSTS / 2)
  await new Promise(resolve => setImmediate(resolve))
  const young = getHeapSpaceStatistics().find(each => each.space_name === 'new_space')
  largest = Math.max(largest, young.space_size)
}
console.log(largest)`

/** In a process of its own: it is the process that is bound, and test runners bound theirs. */
function largestYoungHeap(before: string): number {
  const script = before + MAKES_OBJECTS
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }))
}

test('the young heap stays small however much lives on in it', () => {
  expect(largestYoungHeap('')).toBeGreaterThan(48 * MIB)
  expect(largestYoungHeap(`(await import(${MODULE})).boundYoungHeap()`)).toBeLessThan(48 * MIB)
}, 60_000)

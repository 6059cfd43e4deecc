import { expect, test } from 'vitest'
import { pageLanes } from './page-lanes.ts'

/** Lanes that run until they are told to leave and let go. */
function watchedLanes() {
  const running = new Set<AbortSignal>()
  let letGo = (): void => undefined
  const mayEnd = new Promise<void>(resolve => {
    letGo = resolve
  })
  const lanes = pageLanes(async leaving => {
    running.add(leaving)
    await new Promise<void>(resolve => leaving.addEventListener('abort', () => resolve()))
    await mayEnd
    running.delete(leaving)
  })
  return { lanes, running, staying: () => [...running].filter(leaving => !leaving.aborted).length, letGo }
}

test('lanes come and go with the count', () => {
  const { lanes, staying } = watchedLanes()

  lanes.setCount(3)
  expect(staying()).toBe(3)
  lanes.setCount(1)
  expect(staying()).toBe(1)
  lanes.setCount(2)
  expect(staying()).toBe(2)
})

test('a lane that was told to leave may finish what it does, and is waited for', async () => {
  const { lanes, running, letGo } = watchedLanes()
  lanes.setCount(2)
  lanes.setCount(0)
  expect(running.size).toBe(2)

  letGo()
  await lanes.ended()

  expect(running.size).toBe(0)
})

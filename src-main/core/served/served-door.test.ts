import { expect, test } from 'vitest'
import { servedDoor } from './served-door.ts'

const MINUTE = 60_000

test('an engine that answers is asked at once', () => {
  const door = servedDoor(MINUTE)
  door.noteAnswer()
  expect(door.waitMs(0)).toBe(0)
  expect(door.isGivenUp(0)).toBe(false)
})

test('after a failure one page tries again, and the others wait for what comes of it', () => {
  const door = servedDoor(MINUTE)
  door.noteAway(0, 'it could not be reached', null)

  expect(door.waitMs(400)).toBe(600)
  expect(door.waitMs(1000)).toBe(0)
  expect(door.waitMs(1000)).toBeGreaterThan(0)

  door.noteAnswer()
  expect(door.waitMs(1001)).toBe(0)
})

test('waits grow to half a minute, and longer ones that the server asks for are kept up to that', () => {
  const door = servedDoor(10 * MINUTE)
  const waits: number[] = []
  let now = 0
  for (let failure = 1; failure <= 7; failure += 1) {
    door.noteAway(now, 'status 503', failure === 1 ? 3000 : null)
    const before = now
    while (door.waitMs(now) !== 0) now += 500
    waits.push(now - before)
  }
  expect(waits).toEqual([3000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

test('an engine that has been away for long is given up, but for one page now and then', () => {
  const door = servedDoor(MINUTE)
  for (const now of [0, 20_000, 40_000, 61_000]) door.noteAway(now, 'status 500', 30_000)

  expect(door.waitMs(62_000)).toBeNull()
  expect(door.isGivenUp(62_000)).toBe(true)
  expect(door.because()).toBe('status 500')
  expect(door.waitMs(91_000)).toBe(0)
  expect(door.waitMs(91_000)).toBeNull()

  door.noteAnswer()
  expect(door.isGivenUp(91_001)).toBe(false)
})

import { expect, test } from 'vitest'
import { DEFAULT_SIZE, windowPlace } from './window-place.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }

test('a window opens where it was', () => {
  const place = { x: 200, y: 100, width: 900, height: 700 }

  expect(windowPlace(place, [screen])).toEqual(place)
})

test('a window that was on a screen that is gone opens in the middle', () => {
  expect(windowPlace({ x: 2500, y: 100, width: 900, height: 700 }, [screen])).toEqual(DEFAULT_SIZE)
})

test('a window whose title bar lies above the screen opens in the middle', () => {
  expect(windowPlace({ x: 100, y: -300, width: 900, height: 700 }, [screen])).toEqual(DEFAULT_SIZE)
})

test('a window larger than its screen is made to fit', () => {
  expect(windowPlace({ x: 0, y: 0, width: 4000, height: 3000 }, [screen])).toEqual({
    x: 0,
    y: 0,
    width: 1920,
    height: 1080,
  })
})

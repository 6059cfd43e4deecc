import { expect, test } from 'vitest'
import { pagesInHand } from './pages-in-hand.ts'

function after(...pageMs: number[]): number {
  const inHand = pagesInHand()
  for (const each of pageMs) inHand.note(each)
  return inHand.count(2)
}

test('every second worker has a spare page while nothing is known, and where pages take long', () => {
  expect(after()).toBe(3)
  expect(after(400)).toBe(3)
})

test('quick pages are held in numbers, up to a limit', () => {
  expect(after(25)).toBe(10)
  expect(after(1)).toBe(18)
})

test('a slow page among quick ones is soon noticed', () => {
  expect(after(8, 8, 8, 500)).toBe(4)
})

test('what is forgotten counts no more', () => {
  const inHand = pagesInHand()
  inHand.note(5)

  inHand.forget()

  expect(inHand.count(2)).toBe(3)
})

test('without workers no page is taken in hand', () => {
  expect(pagesInHand().count(0)).toBe(0)
})

import { expect, it } from 'vitest'
import { partLeaders } from './part-leaders.ts'

const parted = (text: string): string =>
  partLeaders([...text].map((character, step) => ({ text: character, step, probability: 0.9 })))
    .map(character => character.text)
    .join('')

it.each([
  ['apply.......631', 'apply ....... 631'],
  ['data types….. 41', 'data types ….. 41'],
  ['area series. ....500', 'area series. .... 500'],
  ['bugs..26', 'bugs .. 26'],
])('sets the dots before a page number apart: %s', (read, expected) => {
  expect(parted(read)).toBe(expected)
})

it.each(['wait...', 'je la sens vivante....', '...and so on', 'p.1, .5 and 1.25', 'so… far'])(
  'leaves other dots where they are: %s',
  text => {
    expect(parted(text)).toBe(text)
  },
)

it('puts the space between two characters, as sure as the less sure of them', () => {
  const read = [...'a.....'].map((text, step) => ({ text, step, probability: step === 0 ? 0.5 : 1 }))
  expect(partLeaders(read)[1]).toEqual({ text: ' ', step: 0.5, probability: 0.5 })
})

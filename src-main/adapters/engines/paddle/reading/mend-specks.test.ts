import { expect, it } from 'vitest'
import { mendSpecks } from './mend-specks.ts'
import { readingOf } from './reading-fixture.ts'

const mended = (text: string) =>
  mendSpecks([readingOf(text.split(' ').map(word => ({ text: word }))).line])[0]?.text

it('leaves out specks that were read as dots', () => {
  expect(mended('the lamp is lit forever..')).toBe('the lamp is lit forever.')
  expect(mended('und die ·abgeschlossene Welt')).toBe('und die abgeschlossene Welt')
})

it.each(['·first of a list', 'Home ·about ·help', 'a·b wait... 1..9 cd ..'])('leaves dots in: %s', text => {
  expect(mended(text)).toBe(text)
})

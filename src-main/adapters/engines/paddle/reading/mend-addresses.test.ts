import { expect, it } from 'vitest'
import { mendAddresses } from './mend-addresses.ts'
import { readingOf } from './reading-fixture.ts'

const mended = (text: string) =>
  mendAddresses([readingOf(text.split(' ').map(word => ({ text: word }))).line])[0]?.text

it.each([
  ['see people. debian. org, or', 'see people.debian.org, or'],
  ['(http: //openjdk. java.net/), from', '(http://openjdk.java.net/), from'],
  ['at https:// www.example. hu today', 'at https://www.example.hu today'],
  ['to info@ example.com or', 'to info@example.com or'],
  ['write to qa@lists. example.org. now', 'write to qa@lists.example.org. now'],
])('joins the address in %s', (read, expected) => {
  expect(mended(read)).toBe(expected)
})

it.each([
  'the end. and so on',
  'approx. net income of Corp. info',
  'see www.example.org. then go on',
  'at www.example.org and home',
  'nothing: // a comment',
  'GST@ 6% of all',
  'shop. www.example.com today',
])('leaves words parted in: %s', text => {
  expect(mended(text)).toBe(text)
})

it('makes one word of the parts, as sure as the least sure, where they stand', () => {
  const reading = readingOf([
    { text: 'debian.', confidence: 0.9 },
    { text: 'org', confidence: 0.7 },
  ])
  const [line] = mendAddresses([reading.line])

  expect(line?.words).toHaveLength(1)
  expect(line?.words[0]).toMatchObject({ text: 'debian.org', confidence: 0.7, box: reading.line.box })
})

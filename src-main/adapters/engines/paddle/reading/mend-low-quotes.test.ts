import { expect, it } from 'vitest'
import { mendLowQuotes } from './mend-low-quotes.ts'
import { readingOf } from './reading-fixture.ts'

const mended = (...lines: string[]) =>
  mendLowQuotes(lines.map(line => readingOf(line.split(' ').map(text => ({ text }))).line)).map(
    line => line.text,
  )

it('writes low quotes where quotations end that nothing begins', () => {
  expect(mended('er sagte: ,,Komm doch', 'herein“, und ,Bleib.“')).toEqual([
    'er sagte: „Komm doch',
    'herein“, und „Bleib.“',
  ])
})

it('leaves commas alone where no quotation ends, or each has its beginning', () => {
  expect(mended('eins ,zwei', 'drei')).toEqual(['eins ,zwei', 'drei'])
  expect(mended('eins ,zwei', '“drei vier”')).toEqual(['eins ,zwei', '“drei vier”'])
})

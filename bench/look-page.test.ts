import { expect, test } from 'vitest'
import { lookPage } from './look-page.ts'

const line = {
  page: 'p1',
  image: 'data:image/png;base64,AAAA',
  line: { words: [], box: { left: 0, top: 0, right: 1, bottom: 1 } },
  text: 'a <b>',
  truth: 'a & c',
  errors: 3,
  words: [
    { text: 'a', confidence: 0.9, isRight: true },
    { text: '<b>', confidence: 0.4, isRight: false },
  ],
}

test('text of pages is shown, never run, and wrong words are marked', () => {
  const html = lookPage({
    title: 'T',
    notes: [],
    tables: [],
    sets: [{ name: 'set', lines: [line], missed: ['p1: <x>'] }],
  })

  expect(html).toContain('a <mark title="0.40">&#60;b&#62; [0.40]</mark>')
  expect(html).toContain('a &#38; c')
  expect(html).toContain('<li>p1: &#60;x&#62;</li>')
  expect(html).toContain('src="data:image/png;base64,AAAA"')
})

test('tables have their head apart', () => {
  const html = lookPage({
    title: 'T',
    notes: [],
    tables: [
      {
        heading: 'H',
        rows: [
          ['x', 'y'],
          ['1', '2'],
        ],
      },
    ],
    sets: [],
  })

  expect(html).toContain(
    '<thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>',
  )
})

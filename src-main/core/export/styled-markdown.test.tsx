import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { describe, expect, it } from 'vitest'
import type { Region, Run, TableCell } from '../../../src-shared/contract/page.ts'
import { oneLine } from './escape-markdown.ts'
import { markdownFrame } from './markdown-frame.ts'
import { pageOf, regionOf } from './page-fixture.ts'
import { pageToMarkdown, regionToMarkdown } from './page-to-markdown.ts'

const rendered = (markdown: string, skipHtml = false): string =>
  renderToStaticMarkup(
    <Markdown remarkPlugins={[remarkGfm]} skipHtml={skipHtml}>
      {markdown}
    </Markdown>,
  )

/** What a reader of the Markdown sees; inline tags are no words. */
const shown = (markdown: string): string => decode(rendered(markdown, true).replace(/<[^>]*>/g, '')).trim()

const decode = (html: string): string =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')

/** Each character with the tags that it stands in. */
function styledCharacters(html: string): string[] {
  const open: string[] = []
  const characters: string[] = []
  for (const [token] of html.matchAll(/<[^>]*>|[^<]/gs)) {
    if (token.startsWith('</')) open.splice(open.lastIndexOf(token.slice(2, -1)), 1)
    else if (token.startsWith('<')) open.push(token.slice(1, -1).split(' ')[0] ?? '')
    else
      characters.push(
        `${token}:${open
          .filter(tag => tag !== 'p')
          .toSorted()
          .join(',')}`,
      )
  }
  return characters
}

const styles = {
  isBold: fc.boolean(),
  isItalic: fc.boolean(),
  isStruck: fc.boolean(),
  isCode: fc.boolean(),
  script: fc.constantFrom('sub' as const, 'super' as const),
}
const runOf = (text: fc.Arbitrary<string>, href: fc.Arbitrary<string>): fc.Arbitrary<Run> =>
  fc.record({ text, ...styles, href }, { requiredKeys: ['text'] })

const HREFS = [
  'https://a.b/c',
  'http://a.b/(c)_d*e',
  'mailto:a@b.c',
  'https://a.b/?x=1&amp;y=|`<>\\',
  'https://a.b/ c "d"',
]
const ANY = [
  ...'#*_`~[]()!<>&|-+=\\$:^".,',
  '**',
  '~~',
  '``',
  '](',
  '[^1]',
  '<b>',
  '&amp;',
  'www.a.b',
  'http://a.b',
  'a@b.c',
  'word',
  'Ünï',
  '商品',
  '。',
  '😀',
  ' ',
  '\n',
  '\t',
]
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...ANY), { minLength: 1, maxLength: 5 }).map(parts => parts.join('')),
  fc.string({ minLength: 1 }),
)
const anyRuns = fc.array(runOf(anyText, fc.constantFrom(...HREFS)), { minLength: 1, maxLength: 6 })
const wordRuns = fc.array(
  runOf(fc.constantFrom('a', 'bc', 'd e', ' f', 'g ', ' ', '中文'), fc.constant('https://a.b')),
  {
    minLength: 1,
    maxLength: 7,
  },
)

const textOf = (runs: readonly Run[]): string => runs.map(run => run.text).join('')
const withRuns = (category: Region['category'], runs: Run[]): Region => ({
  ...regionOf(category, textOf(runs)),
  runs,
})

describe('styled text as Markdown', () => {
  it('shows the same characters, whatever they are and however they are styled', () => {
    fc.assert(
      fc.property(anyRuns, runs => {
        const lines = textOf(runs)
          .split('\n')
          .map(oneLine)
          .filter(line => line !== '')
        expect(shown(regionToMarkdown(withRuns('text', runs)))).toBe(lines.join('\n'))
      }),
      { numRuns: 400 },
    )
  })

  it('shows the same characters in headings, list items and cells', () => {
    fc.assert(
      fc.property(anyRuns, runs => {
        const one = oneLine(textOf(runs))
        expect(shown(regionToMarkdown(withRuns('title', runs)))).toBe(one)
        const marked = [{ text: '• x' }, ...runs]
        expect(oneLine(shown(regionToMarkdown(withRuns('list', marked))))).toBe(oneLine(`x${textOf(runs)}`))
      }),
      { numRuns: 250 },
    )
  })

  it('gives each letter the styles that it has', () => {
    fc.assert(
      fc.property(wordRuns, runs => {
        const html = rendered(regionToMarkdown(withRuns('text', runs))).replace(
          /&lt;(\/?[a-z]+)&gt;/g,
          '<$1>',
        )
        const expected = runs.flatMap(run =>
          [...run.text].map(character => `${character}:${tagsOf(run).toSorted().join(',')}`),
        )
        const letters = (list: readonly string[]) => list.filter(each => !/^\s/.test(each))
        expect(letters(styledCharacters(html))).toEqual(letters(expected))
      }),
      { numRuns: 400 },
    )
  })

  it('writes the usual styles with the usual signs', () => {
    const runs: Run[] = [
      { text: 'Plain, ' },
      { text: 'bold', isBold: true },
      { text: ' and ' },
      { text: 'both ', isBold: true, isItalic: true },
      { text: 'H' },
      { text: '2', script: 'sub' },
      { text: 'O, ' },
      { text: 'a`b', isCode: true },
      { text: ', ' },
      { text: 'gone', isStruck: true },
      { text: ' ' },
      { text: 'here', href: 'https://a.b/(c)' },
      { text: '1', footnote: '1', script: 'super' },
    ]

    expect(regionToMarkdown(withRuns('text', runs))).toBe(
      'Plain, **bold** and ***both*** H<sub>2</sub>O, ``a`b``, ~~gone~~ [here](<https://a.b/(c)>)[^1]',
    )
  })

  it('leaves links that are no addresses of the web without effect', () => {
    const html = rendered(
      regionToMarkdown(withRuns('text', [{ text: 'x', href: 'https://a.b/)[y](javascript:alert(1))' }])),
    )

    expect(html.match(/<a /g)).toHaveLength(1)
    expect(html).toContain('href="https://a.b/')
  })

  it('keeps a bracket in the code of a link from ending it', () => {
    const runs: Run[] = [{ text: ']:#', isCode: true, href: 'https://a.b/c' }]

    expect(shown(regionToMarkdown(withRuns('text', runs)))).toBe(']:#')
  })

  it('does not believe runs that are not the text', () => {
    expect(
      regionToMarkdown({ ...regionOf('text', 'the text'), runs: [{ text: 'other', isBold: true }] }),
    ).toBe('the text')
  })
})

function tagsOf(run: Run): string[] {
  return [
    ...(run.isBold ? ['strong'] : []),
    ...(run.isItalic ? ['em'] : []),
    ...(run.isStruck ? ['del'] : []),
    ...(run.isCode ? ['code'] : []),
    ...(run.script === 'sub' ? ['sub'] : run.script === 'super' ? ['sup'] : []),
    ...(run.href === undefined ? [] : ['a']),
  ]
}

describe('footnotes', () => {
  const page = (number: number) =>
    pageOf(
      [
        withRuns('text', [
          { text: 'A claim' },
          { text: '1', footnote: '1' },
          { text: ': (really)!' },
          { text: '*', footnote: '*' },
        ]),
        { ...regionOf('footnote', '1. The proof'), label: '1' },
        { ...regionOf('footnote', 'A doubt'), label: '*' },
      ],
      number,
    )

  it('are notes that the marks lead to', () => {
    const markdown = pageToMarkdown(page(1))

    expect(markdown).toBe('A claim[^1]\\: (really)\\![^star]\n\n[^1]: The proof\n\n[^star]: A doubt')
    expect(rendered(markdown).match(/data-footnote-ref/g)).toHaveLength(2)
  })

  it('get labels of their own where each page counts anew', async () => {
    const frame = markdownFrame()
    const first = await frame.page({ kind: 'page', page: page(1) }, true)
    const second = await frame.page({ kind: 'page', page: page(2) }, false)
    const markdown = `${first}${second}`

    expect(markdown).toContain('A claim[^1-p2]')
    expect(rendered(markdown).match(/<li id="user-content-fn/g)).toHaveLength(4)
  })
})

describe('nested lists', () => {
  const item = (depth: number, text: string): Region => ({ ...regionOf('list', text), depth })

  it('stand below the text of the item above, bullets and numbers mixed', () => {
    const page = pageOf([
      item(0, '10. ten'),
      item(1, '• in ten'),
      item(2, '1) deep'),
      item(2, '2) deeper'),
      item(1, '• in ten again'),
      item(0, '11. eleven'),
      item(1, '5. five'),
    ])

    expect(pageToMarkdown(page)).toBe(
      [
        '10. ten',
        '    - in ten',
        '      1) deep',
        '      2) deeper',
        '    - in ten again',
        '11. eleven',
        '',
        '    5. five',
      ].join('\n'),
    )
  })

  it('keep each item and its paragraphs at their depth, whatever the order', () => {
    const marks = fc.constantFrom('• ', '1. ', '7) ', '12. ', '')
    const ends = fc.constantFrom('', '\nitem too')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), marks, ends), { minLength: 1, maxLength: 10 }), items => {
        const page = pageOf(items.map(([depth, mark, end], at) => item(depth, `${mark}item${at}${end}`)))
        const html = rendered(pageToMarkdown(page))
        const depths: number[] = []
        let open = 0
        for (const [token] of html.matchAll(/<\/?(?:ul|ol)|item(?:\d+| too)/g)) {
          if (token.startsWith('</')) open -= 1
          else if (token.startsWith('<')) open += 1
          else depths.push(open - 1)
        }
        let above = -1
        const expected = items.flatMap(([depth, , end]) => {
          above = Math.min(depth, above + 1)
          return end === '' ? [above] : [above, above]
        })
        expect(depths).toEqual(expected)
      }),
      { numRuns: 250 },
    )
  })
})

describe('figures', () => {
  const figure = { name: 'page-000001-figure-1.png', widthPx: 10, heightPx: 10, alternativeText: 'A [boat]' }

  it('are pictures with what they show, and what is written in them below', () => {
    expect(regionToMarkdown({ ...regionOf('figure', 'Bow'), figure })).toBe(
      '![A \\[boat\\]](images/page-000001-figure-1.png)\n\nBow',
    )
  })

  it('of formulas are described by the text', () => {
    expect(
      regionToMarkdown({ ...regionOf('equation', 'E = mc2'), figure: { ...figure, alternativeText: '' } }),
    ).toBe('![E = mc2](images/page-000001-figure-1.png)')
  })

  it('without a picture are their text', () => {
    expect(regionToMarkdown(regionOf('figure', 'Bow'))).toBe('Bow')
  })

  it('are described by any text', () => {
    fc.assert(
      fc.property(anyText, alternativeText => {
        const html = rendered(
          regionToMarkdown({ ...regionOf('figure', ''), figure: { ...figure, alternativeText } }),
        )
        // React adds a hint to load the picture early.
        expect(html.replace(/<link[^>]*>/g, '').match(/<[a-z]+/g)).toEqual(['<p', '<img'])
        expect(decode(/alt="([^"]*)"/.exec(html)?.[1] ?? '')).toBe(oneLine(alternativeText) || 'Figure')
      }),
      { numRuns: 250 },
    )
  })
})

type CellParts = [row: number, column: number, text: string, more?: Partial<TableCell>]

describe('tables with cells', () => {
  const cell = (...[row, column, text, more = {}]: CellParts): TableCell => ({
    row,
    column,
    rowSpan: 1,
    columnSpan: 1,
    text,
    ...more,
  })

  it('without spans are tables of Markdown', () => {
    const table = {
      rowCount: 2,
      columnCount: 2,
      cells: [
        cell(0, 0, 'Work', { runs: [{ text: 'Work', isBold: true }] }),
        cell(0, 1, 'a|b', { runs: [{ text: 'a|b', isCode: true }] }),
        cell(1, 1, '<b>'),
      ],
    }

    expect(regionToMarkdown({ ...regionOf('table', ''), table })).toBe(
      '| **Work** | <code>a\\|b</code> |\n| --- | --- |\n|  | \\<b> |',
    )
  })

  it('with spans or several lines in a cell are tables of HTML without an empty line', () => {
    const table = {
      rowCount: 3,
      columnCount: 2,
      cells: [
        cell(0, 0, 'Head & <all>', { columnSpan: 2, isHeader: true }),
        cell(1, 0, 'one\n\ntwo', { rowSpan: 2 }),
        cell(1, 1, 'x', { runs: [{ text: 'x', isItalic: true }] }),
      ],
    }

    expect(regionToMarkdown({ ...regionOf('table', ''), table })).toBe(
      [
        '<table>',
        '<tr><th colspan="2">Head &amp; &lt;all&gt;</th></tr>',
        '<tr><td rowspan="2">one<br>two</td><td><em>x</em></td></tr>',
        '<tr><td></td></tr>',
        '</table>',
      ].join('\n'),
    )
  })

  it('show every cell in its place, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(anyRuns, { minLength: 4, maxLength: 4 }), contents => {
        const cells = contents.map((runs, at) => {
          const oneLined = runs.map(run => ({ ...run, text: run.text.replace(/\n/g, ' ') }))
          return cell(at >> 1, at & 1, textOf(oneLined), { runs: oneLined })
        })
        const region = { ...regionOf('table', ''), table: { rowCount: 2, columnCount: 2, cells } }
        const html = rendered(regionToMarkdown(region), true)
        const texts = [...html.matchAll(/<t[hd]>(.*?)<\/t[hd]>/gs)].map(([, inner = '']) =>
          decode(inner.replace(/<[^>]*>/g, '')),
        )
        expect(texts).toEqual(cells.map(({ text }) => oneLine(text)))
      }),
      { numRuns: 250 },
    )
  })

  it('that claim more places than anybody reads are written as their text', () => {
    const table = { rowCount: 100_000, columnCount: 100_000, cells: [cell(0, 0, 'x')] }

    expect(regionToMarkdown({ ...regionOf('table', 'a\tb'), table })).toBe('| a | b |\n| --- | --- |')
  })
})

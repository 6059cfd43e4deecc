import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { describe, expect, it } from 'vitest'
import { oneLine } from './escape-markdown.ts'
import { pageOf, regionOf } from './page-fixture.ts'
import { pageToMarkdown, regionToMarkdown } from './page-to-markdown.ts'
import { pageToText } from './page-to-text.ts'

/** What a reader of the Markdown sees. */
function shown(markdown: string): string {
  const html = renderToStaticMarkup(<Markdown remarkPlugins={[remarkGfm]}>{markdown}</Markdown>)
  return decode(html.replace(/<[^>]*>/g, '')).trim()
}

function decode(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')
}

const SPECIALS = [
  '#',
  '##',
  '*',
  '**',
  '_',
  '`',
  '```',
  '~',
  '~~~',
  '[',
  ']',
  '(x)',
  '!',
  '<b>',
  '<script>',
  '&amp;',
  '&#35;',
  '|',
  '-',
  '---',
  '+',
  '=',
  '===',
  '1.',
  '2)',
  '>',
  '\\',
  '$',
  ':',
  'www.a.b',
  'http://a.b',
  'a@b.c',
  '[x](javascript:alert(1))',
  '[^1]:',
  '- [ ]',
  '[9]',
  '[9]:',
  '[x]',
  '(a)',
  '1.',
  'word',
  'Ünï',
  '商品',
  ' ',
  '\n',
  '\t',
]
const text = fc.array(fc.constantFrom(...SPECIALS), { maxLength: 8 }).map(parts => parts.join(''))
const anyText = fc.oneof(text, fc.string(), fc.string({ unit: 'binary' }))

describe('oneLine', () => {
  it('leaves a line as it is that was made one already', () => {
    expect(oneLine('x\t\u0000\t!')).toBe('x !')
    fc.assert(
      fc.property(anyText, each => {
        expect(oneLine(oneLine(each))).toBe(oneLine(each))
      }),
      { numRuns: 500 },
    )
  })
})

describe('regionToMarkdown', () => {
  it('shows any text of a paragraph as it is, line by line', () => {
    fc.assert(
      fc.property(anyText, each => {
        const lines = each
          .split('\n')
          .map(oneLine)
          .filter(line => line !== '')
        expect(shown(regionToMarkdown(regionOf('text', each)))).toBe(lines.join('\n'))
      }),
      { numRuns: 500 },
    )
  })

  it('shows any text of a heading as it is', () => {
    fc.assert(
      fc.property(anyText, each => {
        expect(shown(regionToMarkdown(regionOf('title', each, 2)))).toBe(oneLine(each))
      }),
      { numRuns: 500 },
    )
  })

  it('shows any text of a list item as it is, white space aside', () => {
    fc.assert(
      fc.property(anyText, each => {
        expect(oneLine(shown(regionToMarkdown(regionOf('list', `• x${each}`))))).toBe(oneLine(`x${each}`))
      }),
      { numRuns: 500 },
    )
  })

  it('keeps the paragraphs of a list item below its text', () => {
    const page = pageOf([regionOf('list', '10. one\n# more\n\nlast'), regionOf('list', '11. two')])

    expect(pageToMarkdown(page)).toBe('10. one\n\n    \\# more\n\n    last\n\n11. two')
    expect(regionToMarkdown(regionOf('list', '1.\nbelow'))).toBe('1. below')
  })

  it('leaves citations and the numbers of headings without backslashes', () => {
    expect(regionToMarkdown(regionOf('text', 'As in [9], [12–14] and [Knu97]: [9](a) [^1] [x]'))).toBe(
      'As in [9], [12–14] and [Knu97]: \\[9](a) \\[^1] \\[x]',
    )
    expect(regionToMarkdown(regionOf('text', '[9]: a'))).toBe('\\[9]: a')
    expect(regionToMarkdown(regionOf('title', '1. Introduction'))).toBe('## 1. Introduction')
    expect(regionToMarkdown(regionOf('table', '1.\t# 2'))).toContain('| 1. | # 2 |')
  })

  it('makes no tag, link or picture of a text', () => {
    const html = renderToStaticMarkup(
      <Markdown remarkPlugins={[remarkGfm]}>
        {pageToMarkdown(
          pageOf([regionOf('text', '<script>x</script> ![p](a.png) [x](javascript:alert(1)) **b** # h')]),
        )}
      </Markdown>,
    )

    expect(html.match(/<[a-z]+/g)).toEqual(['<p'])
  })

  it('writes a table with its empty cells, whatever stands in them', () => {
    const table = regionOf('table', 'Work\tHours|days\nRing\t\nGlass\t1.5 <b>\tnew')

    expect(regionToMarkdown(table)).toBe(
      [
        '| Work | Hours\\|days |  |',
        '| --- | --- | --- |',
        '| Ring |  |  |',
        '| Glass | 1.5 \\<b> | new |',
      ].join('\n'),
    )
  })

  it('keeps the indents of code, which its lines do not have', () => {
    const region = regionOf('code', 'if tide:')
    const text = 'if tide:\n    wait()'

    expect(regionToMarkdown({ ...region, text })).toBe('```\nif tide:\n    wait()\n```')
    expect(pageToText(pageOf([{ ...region, text }]))).toBe(text)
  })

  it('fences code longer than any run of backticks in it', () => {
    expect(regionToMarkdown(regionOf('code', 'a ```` b'))).toBe('`````\na ```` b\n`````')
  })
})

describe('pageToMarkdown', () => {
  it('writes items of one list below each other, and parts everything else by an empty line', () => {
    const page = pageOf([
      regionOf('text', 'Before'),
      regionOf('list', '• one'),
      regionOf('list', '• two'),
      regionOf('text', 'After'),
    ])

    expect(pageToMarkdown(page)).toBe('Before\n\n- one\n- two\n\nAfter')
  })
})

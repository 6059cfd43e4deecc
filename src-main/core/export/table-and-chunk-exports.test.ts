import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page, Region } from '../../../src-shared/contract/page.ts'
import { anyPage } from '../../adapters/exports/any-page-fixture.ts'
import { cutText } from './cut-text.ts'
import { streamResult, type TextExport } from './export-result.ts'
import { isFormulaLike } from './is-formula-like.ts'
import type { PageOrGap } from './job-result.ts'
import { pageOf, regionOf } from './page-fixture.ts'

async function written(format: TextExport, ...pages: readonly (Page | PageOrGap)[]): Promise<string> {
  const steps = pages.map((each): PageOrGap => ('kind' in each ? each : { kind: 'page', page: each }))
  let text = ''
  const result = { name: 'a', documents: [{ number: 1, name: 'a.pdf', pages: steps }] }
  for await (const piece of streamResult(format, result)) text += piece
  return text
}

const rowsOf = (csv: string): string[][] =>
  parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: false })

describe('the CSV export', () => {
  it('writes all tables, parted by an empty line', async () => {
    const csv = await written(
      'csv',
      pageOf([regionOf('table', 'Work\tHours\nA "b", c\t2'), regionOf('text', 'no table')]),
      pageOf([regionOf('table', 'x\ty')], 2),
    )

    expect(csv).toBe('\uFEFFWork,Hours\r\n"A ""b"", c",2\r\n\r\nx,y\r\n')
  })

  it.each(['=1+1', '+1+cmd', '-2+3', '@SUM(A1)', '\tx', '\rx', '＝1', '＋x', '－x', '＠x', ' =1'])(
    'writes %j so that no spreadsheet calculates it',
    async text => {
      const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text }
      const table = { ...regionOf('table', ''), table: { rowCount: 1, columnCount: 1, cells: [cell] } }

      expect(await written('csv', pageOf([table]))).toContain(`'${text}`)
    },
  )

  it('leaves signed numbers as they are', async () => {
    expect(await written('csv', pageOf([regionOf('table', '-5\t+3.5\t-1,200.00 %')]))).toBe(
      '\uFEFF-5,+3.5,"-1,200.00 %"\r\n',
    )
  })

  it('is read back, and no cell is a formula, whatever stands in the tables', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        for (const row of rowsOf(await written('csv', page)))
          for (const cell of row) expect(isFormulaLike(cell)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

const chunksOf = async (...pages: Page[]) =>
  (await written('chunks', ...pages))
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

describe('the chunk export', () => {
  const paragraph = (words: number): Region => regionOf('text', 'The tide was slow. '.repeat(words).trim())

  it('cuts between blocks and tells headings, pages and boxes', async () => {
    const chunks = await chunksOf(
      pageOf([
        regionOf('title', 'Tides', 1),
        regionOf('title', 'Slow ones', 2),
        paragraph(45),
        paragraph(45),
        regionOf('title', 'Fast ones', 2),
        regionOf('text', 'None.'),
      ]),
      pageOf([regionOf('text', 'But one.')], 2),
    )

    expect(chunks.map(chunk => [chunk.headings, chunk.pages, chunk.boxes.length])).toEqual([
      [['Tides', 'Slow ones'], [1], 3],
      [['Tides', 'Slow ones'], [1], 1],
      [['Tides', 'Fast ones'], [1, 2], 3],
    ])
    expect(chunks[2]).toMatchObject({
      text: '## Fast ones\n\nNone.\n\nBut one.',
      document: { number: 1, name: 'a.pdf' },
    })
  })

  it('never cuts a row of a table, and repeats its head', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => `row ${at}\tvalue ${at}`)
    const chunks = await chunksOf(pageOf([regionOf('table', ['Name\tValue', ...rows].join('\n'))]))

    expect(chunks.length).toBeGreaterThan(2)
    for (const { text } of chunks) {
      expect(text.startsWith('| Name | Value |\n| --- | --- |\n')).toBe(true)
      expect(text.length).toBeLessThan(2000)
    }
    const seen = chunks.flatMap(({ text }) => text.split('\n').slice(2))
    expect(seen).toEqual(rows.map((_, at) => `| row ${at} | value ${at} |`))
  })

  it('is a JSON object a line, whatever stands on the pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        for (const chunk of await chunksOf(page)) expect(chunk.text).not.toBe('')
      }),
      { numRuns: 200 },
    )
  })
})

describe('cutText', () => {
  it('loses nothing but spaces and keeps to the size, also without sentences or spaces', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('word ', '中文。', '😀', 'Sentence. '),
        fc.integer({ min: 1, max: 2000 }),
        (unit, count) => {
          const text = unit.repeat(count).trim()
          const parts = cutText(text, 100)
          expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
          for (const part of parts) expect(part.length).toBeLessThanOrEqual(150)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('what goes on over pages', () => {
  const going = (region: Region): Region => ({ ...region, continues: true })

  it('is one paragraph, the hyphen undone, also over a page that holds nothing else', async () => {
    const markdown = await written(
      'md',
      pageOf([regionOf('text', 'The har-'), regionOf('footnote', 'A note.'), regionOf('footer', 'foot')]),
      pageOf([regionOf('header', 'head'), going(regionOf('text', 'bour was'))], 2),
      pageOf([going(regionOf('text', 'quiet.')), regionOf('text', 'Then fog.')], 3),
    )

    expect(markdown).toBe('The harbour was quiet.\n\nA note.\n\nThen fog.\n')
  })

  it('is joined in time even where 20,000 parts belong together', async () => {
    const part = going(regionOf('text', 'and the fog'))
    const pages = Array.from({ length: 20_000 }, (_, at) => pageOf([part], at + 1))
    const markdown = await written('md', pageOf([regionOf('text', 'The tide')]), ...pages)

    expect(markdown.split(' and the fog')).toHaveLength(20_001)
    expect(markdown.split('\n')).toHaveLength(2)
  }, 20_000)

  it('keeps its styles', async () => {
    const bold: Region = {
      ...regionOf('text', 'The har-'),
      runs: [{ text: 'The ' }, { text: 'har-', isBold: true }],
    }
    const rest: Region = {
      ...going(regionOf('text', 'bour was')),
      runs: [{ text: 'bour', isBold: true }, { text: ' was' }],
    }

    expect(await written('md', pageOf([bold]), pageOf([rest], 2))).toBe('The **harbour** was\n')
  })

  it('leads its marks to the notes of the page on which they stand', async () => {
    const text = (words: string): Region => ({
      ...regionOf('text', `${words}1`),
      runs: [{ text: words }, { text: '1', footnote: '1' }],
    })
    const note = (words: string): Region => ({ ...regionOf('footnote', `1 ${words}`), label: '1' })
    const pages = [
      pageOf([text('The fog'), note('Of the north.')]),
      pageOf([going(text('and the tide')), text('Then wind'), note('Of the moon.')], 2),
    ] as const

    const [markdown, html] = [await written('md', ...pages), await written('html', ...pages)]

    expect(markdown).toBe(
      [
        'The fog[^1] and the tide[^1-p2]',
        '[^1]: Of the north.',
        'Then wind[^1-p2]',
        '[^1-p2]: Of the moon.\n',
      ].join('\n\n'),
    )
    expect(html.match(/href="#[^"]*"/g)).toEqual(['href="#note-1"', 'href="#note-1-p2"', 'href="#note-1-p2"'])
  })

  it('is one table, its repeated head left out', async () => {
    const table = (text: string) => regionOf('table', text)

    expect(await written('md', pageOf([table('A\tB\n1\t2')]), pageOf([going(table('A\tB\n3\t4'))], 2))).toBe(
      '| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n',
    )
  })

  it('is not joined over a page that could not be read, nor to a heading', async () => {
    const gap: PageOrGap = {
      kind: 'gap',
      number: 2,
      documentNumber: 1,
      pageInDocument: 2,
      problem: 'page-crashed',
      detail: '',
    }
    const markdown = await written(
      'md',
      pageOf([regionOf('text', 'One')]),
      gap,
      pageOf(
        [going(regionOf('text', 'two')), regionOf('title', 'Head'), going(regionOf('text', 'three'))],
        3,
      ),
    )

    expect(markdown).toMatch(/^One\n\n> Page 2 .*\n\ntwo\n\n## Head\n\nthree\n$/)
  })

  it('stays apart in the JSON', async () => {
    const parsed = JSON.parse(
      await written('json', pageOf([regionOf('text', 'One')]), pageOf([going(regionOf('text', 'two'))], 2)),
    )

    expect(parsed.documents[0].pages[1].regions[0]).toMatchObject({ text: 'two', continues: true })
  })
})

import { describe, expect, it } from 'vitest'
import { streamResult, type TextExport } from './export-result.ts'
import type { JobResult, PageOrGap } from './job-result.ts'
import { pageOf, regionOf } from './page-fixture.ts'

async function wholeOf(format: TextExport, whole: JobResult): Promise<string> {
  let text = ''
  for await (const piece of streamResult(format, whole)) text += piece
  return text
}

const gap: PageOrGap = {
  kind: 'gap',
  number: 2,
  documentNumber: 1,
  pageInDocument: 2,
  problem: 'page-crashed',
  detail: '',
}
const first = pageOf([
  regionOf('header', 'Slow Tides 17'),
  regionOf('title', 'Slow Tides', 1),
  regionOf('text', 'The harbour was quiet.'),
  regionOf('list', '• two boats'),
  regionOf('list', '3) a book'),
  regionOf('page-number', '17'),
])
const third = pageOf([regionOf('text', 'And then the fog.')], 3)
const result: JobResult = {
  name: 'tides',
  documents: [
    {
      number: 1,
      name: 'tides.pdf',
      pages: [{ kind: 'page', page: first }, gap, { kind: 'page', page: third }],
    },
  ],
}
const several: JobResult = {
  ...result,
  documents: [...result.documents, { number: 2, name: 'a *b*.pdf', pages: [{ kind: 'page', page: third }] }],
}

describe('the Markdown export', () => {
  it('writes headings, lists and paragraphs, leaves out what belongs to the paper, and shows the gap', async () => {
    expect(await wholeOf('md', result)).toBe(
      [
        '# Slow Tides',
        '',
        'The harbour was quiet.',
        '',
        '- two boats',
        '3) a book',
        '',
        '> Page 2 could not be read: The page crashed the reader twice and was given up.',
        '',
        'And then the fog.',
        '',
      ].join('\n'),
    )
  })

  it('puts several documents under their file names', async () => {
    const markdown = await wholeOf('md', several)

    expect(markdown.startsWith('# tides.pdf\n\n# Slow Tides\n')).toBe(true)
    expect(markdown.endsWith('\n\n# a \\*b\\*.pdf\n\nAnd then the fog.\n')).toBe(true)
  })

  it('writes nothing for a blank page', async () => {
    const blank: JobResult = {
      name: 'blank',
      documents: [{ number: 1, name: 'blank.pdf', pages: [{ kind: 'page', page: pageOf([]) }] }],
    }

    expect(await wholeOf('md', blank)).toBe('')
  })
})

describe('the text export', () => {
  it('writes the running text and the gap', async () => {
    expect(await wholeOf('txt', result)).toBe(
      [
        'Slow Tides',
        '',
        'The harbour was quiet.',
        '',
        '• two boats',
        '',
        '3) a book',
        '',
        '[Page 2 could not be read: The page crashed the reader twice and was given up.]',
        '',
        'And then the fog.',
        '',
      ].join('\n'),
    )
  })
})

describe('the text export of what has more than text', () => {
  it('indents nested items, names notes and tells what a picture shows', async () => {
    const figure = {
      name: 'page-000001-figure-1.png',
      widthPx: 9,
      heightPx: 9,
      alternativeText: 'A boat',
    }
    const page = pageOf([
      { ...regionOf('list', '• outer'), depth: 0 },
      { ...regionOf('list', '• inner'), depth: 1 },
      { ...regionOf('figure', ''), figure },
      { ...regionOf('footnote', 'A proof'), label: '1' },
    ])

    expect(
      await wholeOf('txt', {
        name: 'a',
        documents: [{ number: 1, name: 'a.docx', pages: [{ kind: 'page', page }] }],
      }),
    ).toBe('• outer\n\n  • inner\n\n[Picture: A boat]\n\n[1] A proof\n')
  })
})

describe('the text export of pictures', () => {
  it('has the words in a picture, and tells nothing twice', async () => {
    const figure = {
      name: 'page-000001-figure-1.png',
      widthPx: 9,
      heightPx: 9,
      alternativeText: 'Fig. 1. A…',
    }
    const page = pageOf([
      { ...regionOf('figure', 'Bow Stern'), figure },
      regionOf('caption', 'Fig. 1. A boat'),
      { ...regionOf('figure', 'Mast'), figure: { ...figure, alternativeText: 'Mast' } },
      { ...regionOf('figure', 'Oar'), figure: { ...figure, alternativeText: 'A small boat' } },
    ])

    expect(
      await wholeOf('txt', {
        name: 'a',
        documents: [{ number: 1, name: 'a.pdf', pages: [{ kind: 'page', page }] }],
      }),
    ).toBe('Bow Stern\n\nFig. 1. A boat\n\nMast\n\n[Picture: A small boat]\nOar\n')
  })
})

describe('the JSON export', () => {
  it('keeps every region, line, word, box and confidence, and names the gap', async () => {
    const parsed: unknown = JSON.parse(await wholeOf('json', several))

    expect(parsed).toMatchObject({
      format: 'pageloom',
      version: 1,
      name: 'tides',
      documents: [
        {
          number: 1,
          name: 'tides.pdf',
          pages: [first, { state: 'failed', number: 2, problem: { code: 'page-crashed' } }, third],
        },
        { number: 2, name: 'a *b*.pdf', pages: [third] },
      ],
    })
  })

  it('stays JSON without documents', async () => {
    expect(JSON.parse(await wholeOf('json', { name: 'none "quoted"', documents: [] }))).toMatchObject({
      documents: [],
    })
  })
})

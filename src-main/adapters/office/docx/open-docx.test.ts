import { describe, expect, it } from 'vitest'
import { readOffice } from '../testing/read-office.ts'
import { regionsOf } from '../testing/regions-of.ts'
import { docxOf, item, paragraph, picture, run } from './docx-fixture.ts'

const read = (body: string, parts?: Record<string, string | Uint8Array>) =>
  readOffice('letter.docx', docxOf(body, parts))

const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`

describe('a Word document', () => {
  it('keeps headings, also those of styles with names of their own', async () => {
    const { mediaType, pages } = await read(
      paragraph(run('Top'), '<w:pStyle w:val="Heading1"/>') +
        paragraph(run('Kapitel'), '<w:pStyle w:val="berschrift2"/>') +
        paragraph(run('Text')),
    )

    expect(mediaType).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    expect(regionsOf(pages)).toEqual(['title 1: Top', 'title 2: Kapitel', 'text: Text'])
  })

  it('keeps styles and links', async () => {
    const { pages } = await read(
      paragraph(
        `${run('plain ')}${run('bold', '<w:b/>')}${run('x', '<w:vertAlign w:val="superscript"/>')}<w:hyperlink r:id="link">${run('link')}</w:hyperlink>`,
      ),
    )

    expect(pages[0]?.regions[0]?.runs).toEqual([
      { text: 'plain ' },
      { text: 'bold', isBold: true },
      { text: 'x', script: 'super' },
      { text: 'link', href: 'https://example.org/' },
    ])
  })

  it('keeps nested lists', async () => {
    const { pages } = await read(item('a', 1) + item('b', 1, 1) + item('c', 1, 1) + item('d', 1))

    expect(regionsOf(pages)).toEqual(['list 0: • a', 'list 1: • b', 'list 1: • c', 'list 0: • d'])
  })

  it('counts its lists as Word does, also over paragraphs between', async () => {
    const { pages } = await read(
      item('a', 2) + item('b', 2, 1) + paragraph(run('between')) + item('c', 2, 1) + item('d', 2),
    )

    expect(regionsOf(pages)).toEqual([
      'list 0: 1. a',
      'list 1: 1.1) b',
      'text: between',
      expect.stringMatching(/^list \d: 1\.2\) c$/),
      'list 0: 2. d',
    ])
  })

  it('numbers headings through their style, and keeps a continued item in one piece', async () => {
    const names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    const { pages } = await read(
      paragraph(run('Water'), '<w:pStyle w:val="Chapter"/>') +
        item('a', 2) +
        paragraph(run('more'), '<w:pStyle w:val="ListContinue"/>') +
        item('b', 2) +
        paragraph(run('x = 1'), '<w:pStyle w:val="SourceCode"/>'),
      {
        'word/styles.xml': `<w:styles ${names}><w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/><w:basedOn w:val="Base"/></w:style>
          <w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
          <w:style w:type="paragraph" w:styleId="ListContinue"><w:name w:val="List Continue"/></w:style>
          <w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style></w:styles>`,
        'word/numbering.xml': `<w:numbering ${names}>${[1, 2].map(id => `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>`).join('')}
          <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>`,
      },
    )

    expect(regionsOf(pages)).toEqual([
      'title 1: 1. Water',
      'list 0: 1. a\nmore',
      'list 0: 2. b',
      'code: x = 1',
    ])
  })

  it('keeps merged cells', async () => {
    const { pages } = await read(
      `<w:tbl><w:tr>${cell('A', '<w:vMerge w:val="restart"/>')}${cell('B', '<w:gridSpan w:val="2"/>')}</w:tr>` +
        `<w:tr>${cell('', '<w:vMerge/>')}${cell('1')}${cell('2')}</w:tr></w:tbl>`,
    )

    expect(pages[0]?.regions[0]?.table?.cells).toEqual([
      { row: 0, column: 0, rowSpan: 2, columnSpan: 1, text: 'A' },
      { row: 0, column: 1, rowSpan: 1, columnSpan: 2, text: 'B' },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '1' },
      { row: 1, column: 2, rowSpan: 1, columnSpan: 1, text: '2' },
    ])
  })

  it('keeps its pictures and fetches none from elsewhere', async () => {
    const { pages, images } = await read(
      paragraph(picture('picture', 'embed', 'a dot')) + paragraph(picture('far', 'link', 'far away')),
    )

    expect(images.map(image => image.name)).toEqual(['page-000001-figure-1.png'])
    expect(pages[0]?.regions[0]?.figure?.alternativeText).toBe('a dot')
    expect(pages[0]?.regions[1]?.text).toBe('far away')
    expect(pages[0]?.notices).toEqual([expect.stringContaining('nothing is fetched')])
  })

  it('joins footnotes with their marks, on the page of the mark', async () => {
    const { pages } = await read(
      paragraph(`${run('Said')}<w:r><w:footnoteReference w:id="2"/></w:r>`) +
        paragraph('<w:r><w:br w:type="page"/></w:r>') +
        paragraph(run('Later')),
    )

    expect(pages.map(page => regionsOf([page]))).toEqual([
      ['text: Said[1]', 'footnote 1: 1 The note.'],
      ['text: Later'],
    ])
  })

  it('keeps comments as notes of their authors, counted apart from footnotes', async () => {
    const comments =
      '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
      `<w:comment w:id="0" w:author="Mia &amp; Max" w:initials="M">${paragraph(run('Really?'))}${paragraph(run('Ask.'))}</w:comment></w:comments>`
    const mark = (id: number) => `<w:r><w:commentReference w:id="${id}"/></w:r>`
    const { pages } = await read(
      paragraph(`${run('Said')}${mark(0)}<w:r><w:footnoteReference w:id="2"/></w:r>`) +
        paragraph(run('lost') + mark(9)),
      { 'word/comments.xml': comments },
    )

    expect(regionsOf(pages)).toEqual([
      'text: Said[c1][1]',
      'text: lost',
      'footnote 1: 1 The note.',
      'footnote c1: c1 Mia & Max: Really?\nAsk.',
    ])
    expect(pages[0]?.regions[0]?.runs?.[1]).toMatchObject({ text: '[c1]', footnote: 'c1' })
  })

  it.each([
    [
      'where Word last began a page',
      '<w:bookmarkStart w:id="0" w:name="_Toc1"/><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r>',
      '',
    ],
    [
      'at a break and again',
      `<w:r><w:br w:type="page"/></w:r><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r>`,
      '',
    ],
    ['by its properties', run('Two'), '<w:pageBreakBefore/>'],
  ])('keeps the number of a heading that begins a page %s', async (_, content, properties) => {
    const heading = (text: string, own = '') =>
      paragraph(
        text,
        `<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>${own}`,
      )
    const { pages } = await read(heading(run('One')) + heading(content, properties))

    expect(pages.map(page => regionsOf([page]))).toEqual([['title 1: 1. One'], ['title 1: 2. Two']])
  })

  it('writes numbers in the formats of Word, and restarts levels where Word does', async () => {
    const names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    const level = (at: number, format: string, more = '') =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="%${at + 1})"/></w:lvl>`
    const { pages } = await read(
      item('a', 2) + item('b', 2, 1) + item('c', 2, 2) + item('d', 2) + item('e', 2, 1) + item('f', 2, 2),
      {
        'word/numbering.xml': `<w:numbering ${names}><w:abstractNum w:abstractNumId="1">${level(0, 'upperRoman')}${level(1, 'decimalZero', '<w:lvlRestart w:val="0"/>')}${level(2, 'ordinal')}</w:abstractNum>
          <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
      },
    )

    expect(pages[0]?.regions.map(({ text }) => text)).toEqual([
      'I) a',
      '01) b',
      '1st) c',
      'II) d',
      '02) e',
      '1st) f',
    ])
  })

  it.each([
    ['a page break', '<w:r><w:br w:type="page"/></w:r>', ''],
    ['the place where Word last began a page', '<w:r><w:lastRenderedPageBreak/></w:r>', ''],
    ['a paragraph that begins a page', '', '<w:pageBreakBefore/>'],
  ])('is cut into pages at %s', async (_, content, properties) => {
    const { pages } = await read(paragraph(run('one')) + paragraph(content + run('two'), properties))

    expect(pages.map(page => regionsOf([page]))).toEqual([['text: one'], ['text: two']])
  })

  it('goes on after a section where the next one says so, else on a new page', async () => {
    const section = (type: string) =>
      `<w:sectPr>${type === '' ? '' : `<w:type w:val="${type}"/>`}<w:pgSz w:w="100"/></w:sectPr>`
    const { pages } = await read(
      paragraph(run('title'), section('')) +
        paragraph(run('columns'), section('continuous')) +
        paragraph(run('rest')) +
        section('nextPage'),
    )

    expect(pages.map(page => regionsOf([page]))).toEqual([['text: title', 'text: columns'], ['text: rest']])
  })

  it('that declares entities is refused', async () => {
    const laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document/>'

    await expect(read('', { 'word/document.xml': laughs })).rejects.toMatchObject({ code: 'damaged-file' })
  })

  it('whose XML is broken or nested without end is damaged', async () => {
    await expect(read('<w:p>')).rejects.toMatchObject({ code: 'damaged-file' })
    await expect(read(`${'<w:sdt>'.repeat(50_000)}`)).rejects.toMatchObject({ code: 'damaged-file' })
  })

  it('that unpacks to a mountain is refused before anything is unpacked', async () => {
    const mountain = Buffer.alloc(60 * 1024 * 1024, ' ')

    await expect(read('', { 'word/document.xml': mountain })).rejects.toMatchObject({ code: 'archive-bomb' })
  })

  it('with a password is named as protected', async () => {
    await expect(
      readOffice('a.docx', compoundOf(['EncryptionInfo', 'EncryptedPackage'])),
    ).rejects.toMatchObject({
      code: 'protected-document',
    })
  })
})

/** An OLE file with nothing but a directory of these names. */
function compoundOf(names: readonly string[]): Buffer {
  const file = Buffer.alloc(512 * 3)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  file.writeUInt32LE(0, 76)
  file.fill(0xff, 512, 1024)
  for (const [index, name] of names.entries()) {
    const at = 1024 + index * 128
    file.write(name, at, 'utf16le')
    file.writeUInt16LE((name.length + 1) * 2, at + 64)
  }
  return file
}

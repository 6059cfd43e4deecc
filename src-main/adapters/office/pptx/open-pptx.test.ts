import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { PageContent } from '../../../core/ports/document-reader.ts'
import { ProblemError } from '../../../core/problem-error.ts'
import { openPptx } from './open-pptx.ts'
import { partOf, pptxOf, relationshipsOf, shapeOf, xfrmOf } from './pptx-fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-pptx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PIXEL = { bytes: new Uint8Array([1]), extension: 'png', widthPx: 3, heightPx: 2 } as const

async function readAll(bytes: Uint8Array): Promise<readonly PageContent[]> {
  const file = path.join(folder, 'file.pptx')
  writeFileSync(file, bytes)
  const document = await openPptx({
    ...{ path: file, mediaType: 'pptx', password: null },
    preparePicture: async () => PIXEL,
  })
  try {
    const pages: PageContent[] = []
    for (let page = 1; page <= document.pageCount; page++) {
      const open = document.openPage(page)
      expect([open.widthPt, open.heightPt]).toEqual([720, 540])
      pages.push((await open.readContent?.(page)) ?? { regions: [], images: [], notices: [] })
    }
    return pages
  } finally {
    document.close()
  }
}

const textsOf = (page: PageContent | undefined) => page?.regions.map(({ category, text }) => [category, text])

test('slides come in the order of the presentation; hidden ones are told of', async () => {
  const slide = (text: string, isHidden = false) => ({
    shapes: shapeOf({ type: 'title', paragraphs: [text] }),
    isHidden,
  })

  const pages = await readAll(pptxOf([slide('One'), slide('Hidden', true), slide('Two')]))

  expect(pages.map(textsOf)).toEqual([[['title', 'One']], [['title', 'Two']]])
  expect(pages.map(({ notices }) => notices)).toEqual([['One hidden slide was left out.'], []])
})

test('the title comes first; what follows is read in bands and columns', async () => {
  const shapes = [
    shapeOf({ paragraphs: ['bottom'], box: [50, 450, 600, 40] }),
    shapeOf({ paragraphs: ['right'], box: [400, 200, 250, 200] }),
    shapeOf({ paragraphs: ['left below'], box: [50, 310, 250, 80] }),
    shapeOf({ paragraphs: ['left above'], box: [50, 205, 250, 80] }),
    shapeOf({ type: 'title', paragraphs: ['Title'], box: [50, 480, 600, 40] }),
  ].join('')

  const [page] = await readAll(pptxOf([{ shapes }]))

  expect(page?.regions.map(({ text }) => text)).toEqual([
    'Title',
    'left above',
    'left below',
    'right',
    'bottom',
  ])
  expect(page?.regions[0]?.level).toBe(1)
})

test('placeholders take their places from the layout, shapes of groups from their group', async () => {
  const group = `<p:grpSp><p:grpSpPr><a:xfrm><a:off x="1270000" y="1270000"/><a:ext cx="2540000" cy="2540000"/>
    <a:chOff x="0" y="0"/><a:chExt cx="1270000" cy="1270000"/></a:xfrm></p:grpSpPr>
    ${shapeOf({ paragraphs: ['inner'], box: [10, 20, 30, 40] })}</p:grpSp>`

  const [page] = await readAll(pptxOf([{ shapes: shapeOf({ type: 'title', paragraphs: ['T'] }) + group }]))

  expect(page?.regions.map(({ box }) => box)).toEqual([
    { left: 100, top: 50, right: 700, bottom: 130 },
    { left: 120, top: 140, right: 180, bottom: 220 },
  ])
})

test('paragraphs are list items where they, the layout or the master give them bullets', async () => {
  const paragraphs = [
    'inherited',
    '<a:p><a:pPr lvl="1"/><a:r><a:t>deeper</a:t></a:r></a:p>',
    '<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>no item</a:t></a:r></a:p>',
    '<a:p><a:pPr><a:buAutoNum type="arabicPeriod" startAt="3"/></a:pPr><a:r><a:t>third</a:t></a:r></a:p>',
    '<a:p><a:pPr lvl="1"><a:buAutoNum type="alphaLcParenR"/></a:pPr><a:r><a:t>within</a:t></a:r></a:p>',
    '<a:p><a:pPr><a:buAutoNum type="arabicPeriod" startAt="3"/></a:pPr><a:r><a:t>fourth</a:t></a:r></a:p>',
    '7. typed',
    '<a:p><a:pPr/></a:p>',
  ]

  const [page] = await readAll(pptxOf([{ shapes: shapeOf({ type: 'body', index: 1, paragraphs }) }]))

  expect(page?.regions.map(({ category, depth, text }) => [category, depth, text])).toEqual([
    ['list', 0, '• inherited'],
    ['list', 1, '• deeper'],
    ['text', undefined, 'no item'],
    ['list', 0, '3. third'],
    ['list', 1, 'a) within'],
    ['list', 0, '4. fourth'],
    ['list', 0, '7. typed'],
  ])
})

test('runs keep their styles and their links to the web', async () => {
  const run = (properties: string, text: string) =>
    `<a:r><a:rPr ${properties}</a:rPr><a:t>${text}</a:t></a:r>`
  const paragraph = `<a:p>${run('b="1">', 'bold')}${run('i="1" baseline="30000">', 'high')}<a:br/>${run(
    '><a:hlinkClick r:id="rId1"/>',
    'link',
  )}${run('><a:hlinkClick r:id="rId2"/>', 'slide')}</a:p>`
  const targets = [
    { type: 'hyperlink', target: 'https://example.org/', isExternal: true },
    { type: 'slide', target: 'slide1.xml' },
  ]

  const [page] = await readAll(pptxOf([{ shapes: shapeOf({ paragraphs: [paragraph] }), targets }]))

  expect(page?.regions[0]?.text).toBe('boldhigh\nlinkslide')
  expect(page?.regions[0]?.runs).toEqual([
    { text: 'bold', isBold: true },
    { text: 'high', isItalic: true, script: 'super' },
    { text: '\n' },
    { text: 'link', href: 'https://example.org/' },
    { text: 'slide' },
  ])
})

test('tables keep their merged cells', async () => {
  const cell = (text: string, attributes = '') =>
    `<a:tc ${attributes}><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`
  const table = `<a:tbl><a:tblPr firstRow="1"/><a:tr>${cell('wide', 'gridSpan="2"')}${cell('', 'hMerge="1"')}</a:tr>
    <a:tr>${cell('tall', 'rowSpan="2"')}${cell('1')}</a:tr><a:tr>${cell('', 'vMerge="1"')}${cell('2')}</a:tr></a:tbl>`
  const frame = `<p:graphicFrame>${xfrmOf([10, 10, 100, 100], 'p:xfrm')}<a:graphic><a:graphicData>${table}</a:graphicData></a:graphic></p:graphicFrame>`

  const [page] = await readAll(pptxOf([{ shapes: frame }]))

  expect(page?.regions[0]?.text).toBe('wide\t\ntall\t1\n\t2')
  expect(page?.regions[0]?.table?.cells).toEqual([
    { row: 0, column: 0, rowSpan: 1, columnSpan: 2, text: 'wide', isHeader: true },
    { row: 1, column: 0, rowSpan: 2, columnSpan: 1, text: 'tall' },
    { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '1' },
    { row: 2, column: 1, rowSpan: 1, columnSpan: 1, text: '2' },
  ])
})

test('pictures are kept with what they show; those that are elsewhere are never fetched', async () => {
  const picture = (
    blip: string,
  ) => `<p:pic><p:nvPicPr><p:cNvPr id="1" name="n" descr="A bridge"/><p:nvPr/></p:nvPicPr>
    <p:blipFill><a:blip ${blip}/></p:blipFill><p:spPr>${xfrmOf([10, 20, 30, 40])}</p:spPr></p:pic>`
  const targets = [
    { type: 'image', target: '../media/image1.png' },
    { type: 'image', target: 'http://example.org/spy.png', isExternal: true },
  ]
  const parts = { 'ppt/media/image1.png': new Uint8Array([1, 2]) }

  const [page] = await readAll(
    pptxOf(
      [{ shapes: picture('r:embed="rId1"') + picture('r:link="rId2"') + picture('r:embed="rId2"'), targets }],
      parts,
    ),
  )

  expect(page?.regions).toEqual([
    {
      category: 'figure',
      box: { left: 10, top: 20, right: 40, bottom: 60 },
      text: '',
      figure: { name: 'page-000001-figure-1.png', widthPx: 3, heightPx: 2, alternativeText: 'A bridge' },
      lines: [],
    },
  ])
  expect(page?.notices).toEqual(['Pictures that are not in the file itself were left out.'])
})

test("the speaker's notes follow under a small heading; page numbers and footers are what they are", async () => {
  const shapes =
    shapeOf({ type: 'sldNum', paragraphs: ['7'], box: [10, 500, 30, 20] }) +
    shapeOf({ type: 'ftr', paragraphs: ['The company'], box: [50, 500, 30, 20] })
  const targets = [{ type: 'notesSlide', target: '../notesSlides/notesSlide1.xml' }]
  const notes =
    shapeOf({ type: 'body', paragraphs: ['Speak slowly'] }) + shapeOf({ type: 'sldNum', paragraphs: ['7'] })
  const parts = {
    'ppt/notesSlides/notesSlide1.xml': partOf('notes', `<p:cSld><p:spTree>${notes}</p:spTree></p:cSld>`),
  }

  const [page] = await readAll(pptxOf([{ shapes, targets }], parts))

  expect(textsOf(page)).toEqual([
    ['page-number', '7'],
    ['footer', 'The company'],
    ['title', 'Notes'],
    ['text', 'Speak slowly'],
  ])
})

test('charts become the table of their values, diagrams a list', async () => {
  const frame = (content: string) =>
    `<p:graphicFrame>${xfrmOf([10, 10, 100, 100], 'p:xfrm')}<a:graphic><a:graphicData>${content}</a:graphicData></a:graphic></p:graphicFrame>`
  const points = (...values: readonly string[]) =>
    values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`).join('')
  const C = 'http://schemas.openxmlformats.org/drawingml/2006/chart'
  const D = 'http://schemas.openxmlformats.org/drawingml/2006/diagram'
  const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
  const chart = `<c:chartSpace xmlns:c="${C}"><c:chart><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache>${points('Sold')}</c:strCache></c:strRef></c:tx>
    <c:cat><c:strRef><c:strCache>${points('Mon', 'Tue')}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>${points('3', '4')}</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`
  const point = (id: number, text: string) =>
    `<dgm:pt modelId="${id}"><dgm:t><a:p><a:r><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`
  const diagram = `<dgm:dataModel xmlns:dgm="${D}" xmlns:a="${A}"><dgm:ptLst><dgm:pt modelId="0" type="doc"/>${point(1, 'Boss')}${point(2, 'Team')}</dgm:ptLst>
    <dgm:cxnLst><dgm:cxn srcId="0" destId="1" srcOrd="0"/><dgm:cxn srcId="1" destId="2" srcOrd="0"/><dgm:cxn srcId="2" destId="1" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>`
  const targets = [
    { type: 'chart', target: '../charts/chart1.xml' },
    { type: 'diagramData', target: '../diagrams/data1.xml' },
  ]
  const shapes =
    frame(`<c:chart xmlns:c="${C}" r:id="rId1"/>`) + frame(`<dgm:relIds xmlns:dgm="${D}" r:dm="rId2"/>`)

  const [page] = await readAll(
    pptxOf([{ shapes, targets }], { 'ppt/charts/chart1.xml': chart, 'ppt/diagrams/data1.xml': diagram }),
  )

  expect(textsOf(page)).toEqual([
    ['table', '\tSold\nMon\t3\nTue\t4'],
    ['list', '• Boss'],
    ['list', '• Team'],
  ])
  expect(page?.regions.at(-1)?.depth).toBe(1)
})

test('what lies beside the slide is left out and told of', async () => {
  const shapes = shapeOf({ paragraphs: ['beside'], box: [800, 10, 100, 100] })

  const [page] = await readAll(pptxOf([{ shapes }]))

  expect(page?.regions).toEqual([])
  expect(page?.notices).toEqual(['What stands beside the slide was left out.'])
})

test('a presentation without slides has no pages, one without contents is damaged', async () => {
  const codeOf = async (bytes: Uint8Array) => {
    try {
      return await readAll(bytes)
    } catch (error) {
      return error instanceof ProblemError ? error.code : error
    }
  }

  expect(await codeOf(pptxOf([]))).toBe('no-pages')
  expect(await codeOf(pptxOf([], { 'ppt/presentation.xml': '<p:presentation' }))).toBe('damaged-file')
  expect(
    await codeOf(
      pptxOf([], { '_rels/.rels': relationshipsOf([{ type: 'officeDocument', target: 'absent.xml' }]) }),
    ),
  ).toBe('damaged-file')
})

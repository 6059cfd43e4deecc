import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../src-shared/contract/page.ts'
import { anyPage } from '../../adapters/exports/any-page-fixture.ts'
import { streamResult, type TextExport } from './export-result.ts'
import { pageOf, regionOf } from './page-fixture.ts'

const PIXEL = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1])

async function written(format: TextExport, ...pages: Page[]): Promise<string> {
  const documents = [
    { number: 1, name: 'a "b" <c>.pdf', pages: pages.map(page => ({ kind: 'page', page }) as const) },
  ]
  let text = ''
  for await (const piece of streamResult(format, { name: 'a "b" <c>.pdf', documents }, async () => PIXEL))
    text += piece
  return text
}

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Names of the elements around it, the nearest last. */
  readonly path: readonly string[]
}

/** Every element of well-formed XML; throws where it is not. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = []
  const path: string[] = []
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements.push({ name, attributes, path: [...path] })
    path.push(name)
  })
  parser.on('closetag', () => path.pop())
  parser.write(xml).close()
  return elements
}

function htmlElements(html: string): { name: string; attributes: string[] }[] {
  const found: { name: string; attributes: string[] }[] = []
  const walk = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]) => {
    for (const node of nodes) {
      if (!('tagName' in node)) continue
      found.push({ name: node.tagName, attributes: node.attrs.map(attribute => attribute.name) })
      walk(node.childNodes)
    }
  }
  walk(parse(html).childNodes)
  return found
}

const ALLOWED = new Set(
  `html head meta title style body main article section h1 h2 h3 h4 h5 h6 p br a sup sub em strong s code pre ul ol li
   table tbody tr th td figure figcaption img`.split(/\s+/),
)
const ATTRIBUTES = new Set(
  'lang dir charset http-equiv content name id class role href value rowspan colspan src alt width height'.split(
    ' ',
  ),
)

describe('the HTML export', () => {
  it('holds headings, lists in lists, tables with spans, notes and figures in one file', async () => {
    const html = await written(
      'html',
      pageOf([
        regionOf('title', 'Slow Tides', 1),
        { ...regionOf('text', 'See1'), runs: [{ text: 'See' }, { text: '1', footnote: '1' }] },
        { ...regionOf('list', '3. three\nand more'), depth: 0 },
        { ...regionOf('list', '• in three'), depth: 1 },
        regionOf('table', 'a\tb\nc\td'),
        {
          ...regionOf('figure', ''),
          figure: { name: 'page-000001-figure-1.png', widthPx: 3, heightPx: 2, alternativeText: 'A "boat"' },
        },
        { ...regionOf('footnote', '1 There'), label: '1' },
        regionOf('page-number', '17'),
      ]),
    )

    expect(html.slice(html.indexOf('<section'), html.indexOf('</section>'))).toBe(
      [
        '<section id="page-1">',
        '<h1>Slow Tides</h1>',
        '<p>See<sup><a href="#note-1" role="doc-noteref">1</a></sup></p>',
        '<ol>',
        '<li value="3"><p>three</p>',
        '<p>and more</p>',
        '<ul>',
        '<li>in three</li>',
        '</ul>',
        '</li>',
        '</ol>',
        '<table>',
        '<tr><th>a</th><th>b</th></tr>',
        '<tr><td>c</td><td>d</td></tr>',
        '</table>',
        '<figure><img src="data:image/png;base64,iVBORwE=" alt="A &quot;boat&quot;" width="3" height="2"></figure>',
        '<p class="note" role="doc-footnote" id="note-1"><sup>1</sup> There</p>',
        '',
      ].join('\n'),
    )
  })

  it('puts captions to the figure above and the table below them', async () => {
    const figure = { name: 'page-000001-figure-1.png', widthPx: 3, heightPx: 2, alternativeText: '' }
    const html = await written(
      'html',
      pageOf([
        { ...regionOf('figure', ''), figure },
        regionOf('caption', 'Figure 1: A boat'),
        regionOf('caption', 'Table 1: Boats'),
        regionOf('table', 'a\tb\nc\td'),
        regionOf('caption', 'Figure 2: alone'),
      ]),
    )

    expect(html).toMatch(
      /<figure><img [^>]+><figcaption class="caption">Figure 1: A boat<\/figcaption><\/figure>/,
    )
    expect(html).toMatch(/<figure><figcaption class="caption">Table 1: Boats<\/figcaption><table>/)
    expect(html).toContain('<p class="caption">Figure 2: alone</p>')
  })

  it('says where a page is written from right to left', async () => {
    const html = await written(
      'html',
      pageOf([regionOf('text', 'تحسين الإنتاجية بلغة R و Python')]),
      pageOf([regionOf('text', 'The Arabic word سلام means peace')]),
      pageOf([regionOf('text', 'Only one way')]),
    )

    expect(html.match(/<section id="page-1"[^>]*>/g)).toEqual([
      '<section id="page-1" class="two-ways" dir="rtl">',
      '<section id="page-1" class="two-ways">',
      '<section id="page-1">',
    ])
  })

  it('has no element or attribute that a text brought in', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        for (const { name, attributes } of htmlElements(await written('html', page))) {
          expect(ALLOWED).toContain(name)
          for (const attribute of attributes) expect(ATTRIBUTES).toContain(attribute)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('forbids scripts and everything from outside', async () => {
    expect(await written('html', pageOf([]))).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    )
  })
})

describe('the hOCR export', () => {
  it('nests pages, areas, paragraphs, lines and words, each with its box', async () => {
    const elements = elementsOf(await written('hocr', pageOf([regionOf('title', 'Slow Tides')])))

    const marked = elements.flatMap(({ attributes }) =>
      attributes.class === undefined ? [] : [`${attributes.class}: ${attributes.title}`],
    )
    expect(marked).toEqual([
      'ocr_page: image "a \\"b\\" <c>.pdf"; bbox 0 0 1000 1400; ppageno 0; scan_res 200 200',
      'ocr_carea: bbox 0 0 100 20',
      'ocr_par: bbox 0 0 100 20',
      'ocr_line: bbox 0 0 100 20',
      'ocrx_word: bbox 0 0 100 20; x_wconf 90',
      'ocrx_word: bbox 0 0 100 20; x_wconf 90',
    ])
  })

  it('is well-formed XML with ids of their own, whatever stands on the pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        const elements = elementsOf(await written('hocr', page, { ...page, number: 2 }))
        const ids = elements.flatMap(({ attributes }) => attributes.id ?? [])
        expect(new Set(ids).size).toBe(ids.length)
        for (const { attributes } of elements)
          if (attributes.class?.startsWith('ocr')) expect(attributes.title).toMatch(/bbox \d+ \d+ \d+ \d+/)
      }),
      { numRuns: 200 },
    )
  })
})

/** Which elements may stand in which, as the schema has it. */
const ALTO_CHILDREN: Readonly<Record<string, string>> = {
  Description: 'alto',
  MeasurementUnit: 'Description',
  sourceImageInformation: 'Description',
  fileName: 'sourceImageInformation',
  Processing: 'Description',
  processingSoftware: 'Processing',
  softwareName: 'processingSoftware',
  Tags: 'alto',
  LayoutTag: 'Tags',
  Layout: 'alto',
  Page: 'Layout',
  PrintSpace: 'Page',
  TextBlock: 'PrintSpace',
  Illustration: 'PrintSpace',
  TextLine: 'TextBlock',
  String: 'TextLine',
  SP: 'TextLine',
}

describe('the ALTO export', () => {
  it('is well-formed, in the order of the schema, with references that lead somewhere', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        const elements = elementsOf(await written('alto', page, { ...page, number: 2 }))
        expect(elements[0]).toMatchObject({
          name: 'alto',
          attributes: { xmlns: 'http://www.loc.gov/standards/alto/ns-v4#', SCHEMAVERSION: '4.4' },
        })
        const ids = elements.flatMap(({ attributes }) => attributes.ID ?? [])
        expect(new Set(ids).size).toBe(ids.length)
        for (const { name, path, attributes } of elements.slice(1)) {
          expect([name, path.at(-1)]).toEqual([name, ALTO_CHILDREN[name]])
          if (attributes.TAGREFS !== undefined) expect(ids).toContain(attributes.TAGREFS)
          if (name === 'String') expect(attributes.CONTENT).toBeDefined()
        }
      }),
      { numRuns: 200 },
    )
  })

  it('names category, box and certainty', async () => {
    const elements = elementsOf(await written('alto', pageOf([regionOf('title', 'Tides')])))

    expect(elements.find(({ name }) => name === 'TextBlock')?.attributes).toMatchObject({
      TAGREFS: 'tag-title',
      HPOS: '0',
      WIDTH: '100',
    })
    expect(elements.find(({ name }) => name === 'String')?.attributes).toMatchObject({
      CONTENT: 'Tides',
      WC: '0.9',
    })
  })
})

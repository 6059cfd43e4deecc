import { describe, expect, it } from 'vitest'
import { readOffice } from '../testing/read-office.ts'
import { regionsOf } from '../testing/regions-of.ts'

const PNG = Buffer.from('\x89PNG fake', 'latin1').toString('base64')

async function read(body: string) {
  return readOffice('page.html', `<!doctype html><html><body>${body}</body></html>`)
}

describe('a web page', () => {
  it('keeps headings, paragraphs, code and nested lists', async () => {
    const { mediaType, pages } = await read(
      '<h1>Title</h1><p>One  <br>two</p><h3>Part</h3><ul><li>a<ol start=3><li>b<li>c</ol><li>d</ul><pre>x\n  y</pre>',
    )

    expect(mediaType).toBe('text/html')
    expect(regionsOf(pages)).toEqual([
      'title 1: Title',
      'text: One \ntwo',
      'title 3: Part',
      'list 0: • a',
      'list 1: 3. b',
      'list 1: 4. c',
      'list 0: • d',
      'code: x\n  y',
    ])
  })

  it('keeps styles, and links that may be followed', async () => {
    const { pages } = await read(
      '<p>a <b>b <i>c</i></b> H<sub>2</sub> <a href="HTTPS://x.org/a b">l</a> <a href="java&#10;script:alert(1)">m</a></p>',
    )

    expect(pages[0]?.regions[0]?.runs).toEqual([
      { text: 'a ' },
      { text: 'b ', isBold: true },
      { text: 'c', isBold: true, isItalic: true },
      { text: ' H' },
      { text: '2', script: 'sub' },
      { text: ' ' },
      { text: 'l', href: 'https://x.org/a%20b' },
      { text: ' m' },
    ])
  })

  it('keeps the spans of a table', async () => {
    const { pages } = await read(
      '<table><caption>C</caption><tr><th>A<th colspan=2>B<tr><td rowspan=2>r<td>1<td>2<tr><td>3<td>4</table>',
    )

    expect(regionsOf(pages)).toEqual(['caption: C', 'table: A\tB\t\nr\t1\t2\n\t3\t4'])
    expect(pages[0]?.regions[1]?.table).toEqual({
      rowCount: 3,
      columnCount: 3,
      cells: [
        { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: 'A', isHeader: true },
        { row: 0, column: 1, rowSpan: 1, columnSpan: 2, text: 'B', isHeader: true },
        { row: 1, column: 0, rowSpan: 2, columnSpan: 1, text: 'r' },
        { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '1' },
        { row: 1, column: 2, rowSpan: 1, columnSpan: 1, text: '2' },
        { row: 2, column: 1, rowSpan: 1, columnSpan: 1, text: '3' },
        { row: 2, column: 2, rowSpan: 1, columnSpan: 1, text: '4' },
      ],
    })
  })

  it('keeps pictures that are in it, and fetches none from elsewhere', async () => {
    const { pages, images } = await read(
      `<p>x<img alt=dot src="data:image/png;base64,${PNG}"></p>` +
        '<img src="http://127.0.0.1:9/x.png" alt="far"><img src="file:///etc/passwd"><img src="//host/x">',
    )

    expect(images).toEqual([{ name: 'page-000001-figure-1.png', bytes: Buffer.from(PNG, 'base64') }])
    expect(pages[0]?.regions.map(region => region.figure ?? region.text)).toEqual([
      'x',
      { name: 'page-000001-figure-1.png', widthPx: 2, heightPx: 1, alternativeText: 'dot' },
      'far',
    ])
    expect(pages[0]?.notices).toEqual([
      '3 pictures were left out: they are not in the file, and nothing is fetched from elsewhere.',
    ])
  })

  it('joins footnotes with their marks', async () => {
    const { pages } = await read(
      '<p>Said<sup><a href="#fn1" class="footnote-ref" id="fnref1">1</a></sup>.</p>' +
        '<ol><li id="fn1"><p>Note. <a href="#fnref1" class="footnote-back">↩</a></p></li></ol>',
    )

    expect(regionsOf(pages)).toEqual(['text: Said1.', 'footnote 1: 1 Note.'])
    expect(pages[0]?.regions[0]?.runs?.[1]).toEqual({ text: '1', script: 'super', footnote: '1' })
  })

  it('leaves out what nobody sees', async () => {
    const { pages } = await read(
      '<script>alert(1)</script><style>p{}</style><template>t</template><p hidden>h</p><p style="display:none">d</p>' +
        '<iframe src="file:///etc/passwd">i</iframe><svg><script>s</script><text>t</text></svg><p>seen</p>',
    )

    expect(regionsOf(pages)).toEqual(['text: seen'])
  })

  it('is read in the encoding that it names', async () => {
    const head = Buffer.from('<html><meta charset="windows-1251"><p>')
    const { pages } = await readOffice('a.html', Buffer.concat([head, Buffer.from([0xcf, 0xf0, 0xe8])]))

    expect(regionsOf(pages)).toEqual(['text: При'])
  })

  it('may be nested as deep as anybody likes', async () => {
    const { pages } = await read(`${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`)

    expect(regionsOf(pages)).toEqual(['text: deep'])
  })

  it('makes no page larger than can be shown', async () => {
    const { pages } = await read(`<p>${'word '.repeat(100_000)}</p><ul>${'<li>item'.repeat(20_000)}</ul>`)

    expect(pages.length).toBeGreaterThan(20)
    for (const page of pages) {
      expect(page.regions.length).toBeLessThanOrEqual(1000)
      expect(page.regions.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(24_000)
    }
    expect(
      pages.reduce((sum, page) => sum + page.regions.filter(each => each.category === 'list').length, 0),
    ).toBe(20_000)
  })

  it('repeats the head of a table that is cut', async () => {
    const rows = Array.from({ length: 3000 }, (_, row) => `<tr><td>${row}<td>x`).join('')
    const { pages } = await read(`<table><thead><tr><th>N<th>X</thead>${rows}</table>`)

    expect(pages).toHaveLength(3)
    expect(pages.map(page => page.regions[0]?.text.split('\n', 1)[0])).toEqual(['N\tX', 'N\tX', 'N\tX'])
    expect(pages[2]?.regions[0]?.text.endsWith('2999\tx')).toBe(true)
  })
})

import { parse } from 'parse5'
import { SaxesParser } from 'saxes'
import { Check } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import yauzl from 'yauzl'
import { Page } from '../../src-shared/contract/page.ts'
import type { ExportFormat } from '../../src-shared/contract/routes.ts'
import { cellText, printedTable, SIDE, scannedTable } from './testing/large-table.ts'
import { pngOfPicture } from './testing/png-of-picture.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy; such a page takes half a minute on a quiet one. */
const MOST_MS = 480_000
vi.setConfig({ testTimeout: 120_000, hookTimeout: MOST_MS + 60_000 })

/** What each format says stands in the cells of its tables, row by row, empty ones left out. */
const CELLS_IN: Readonly<
  Partial<Record<ExportFormat, (file: Buffer) => readonly string[] | Promise<readonly string[]>>>
> = {
  // A table with spans is HTML in Markdown.
  md: file => {
    const inHtml = cellsOfHtml(file)
    return inHtml.length > 0 ? inHtml : rowsIn(file, /^\|[^-]+\|$/).flatMap(row => row.split('|'))
  },
  csv: file => rowsIn(file, /,/).flatMap(row => row.replace(/^\uFEFF/, '').split(',')),
  html: file => cellsOfHtml(file),
  json: file => {
    const { documents } = JSON.parse(file.toString('utf8'))
    const [page]: unknown[] = documents[0].pages
    return Check(Page, page) ? tableCells(page) : []
  },
  // A table too wide for Word is a paragraph a row, its cells parted by tabs.
  docx: async file => {
    const xml = await partOf(file, 'word/document.xml')
    const cells = textsOf(xml, 'w:tc')
    return cells.length > 0 ? cells : textsOf(xml, 'w:p').flatMap(row => row.split('\t'))
  },
  xlsx: async file => textsOf(await partOf(file, 'xl/worksheets/sheet1.xml'), 'c'),
}
const FORMATS = ['md', 'csv', 'html', 'json', 'docx', 'xlsx'] as const

describe.each([
  {
    what: 'printed into a PDF',
    name: 'table.pdf',
    draw: async () => new Blob([new Uint8Array(printedTable())]),
    isWhole: true,
  },
  {
    what: 'that was scanned',
    name: 'table.png',
    draw: () => pngOfPicture(scannedTable()),
    isWhole: false,
  },
])('a table of 10,000 cells $what', ({ name, draw, isWhole }) => {
  let served: Served
  let id = ''
  let page: Page
  beforeAll(async () => {
    served = await startServe()
    const files = [{ name, bytes: await draw() }]
    id = (await served.client.submitJob({ files })).id
    const job = await served.atRest(id, MOST_MS)
    expect(job).toMatchObject({ state: 'completed', failedPages: 0 })
    page = await served.client.getPage(id, 1)
  })
  afterAll(() => served.stop())

  test.runIf(isWhole)('has each cell in its place', () => {
    expect(page.notices).toEqual([])
    const expected = Array.from({ length: SIDE * SIDE }, (_, at) =>
      cellText(Math.floor(at / SIDE), at % SIDE),
    )
    expect(tableCells(page)).toEqual(expected)
  })

  test.skipIf(isWhole)('is read as far as a page has lines, and says that there is more', () => {
    expect(page.notices.join(' ')).toContain('More spots on this page look like text than a page has lines.')
    expect(page.regions.flatMap(region => region.lines).length).toBeGreaterThan(2_000)
    expect(tableCells(page).length).toBeGreaterThan(1_000)
  })

  test.each(FORMATS)('comes out of %s as it was read', async format => {
    const file = Buffer.from(await (await served.client.getResult(id, { format })).arrayBuffer())
    const cells = (await CELLS_IN[format]?.(file)) ?? []

    expect(cells.map(cell => cell.trim()).filter(cell => cell !== '')).toEqual(tableCells(page))
  })
})

function tableCells(page: Page): string[] {
  return page.regions
    .flatMap(region => region.table?.cells ?? [])
    .toSorted((a, b) => a.row - b.row || a.column - b.column)
    .map(cell => cell.text.trim())
    .filter(text => text !== '')
}

const rowsIn = (file: Buffer, shape: RegExp): string[] =>
  file
    .toString('utf8')
    .split(/\r?\n/)
    .filter(row => shape.test(row))

const cellsOfHtml = (file: Buffer): string[] => [...elementsOf(parse(file.toString('utf8')), ['td', 'th'])]

interface Node {
  readonly nodeName: string
  readonly childNodes?: readonly Node[]
  readonly value?: string
}

function* elementsOf(node: Node, names: readonly string[]): Generator<string> {
  if (names.includes(node.nodeName)) yield textIn(node)
  else for (const child of node.childNodes ?? []) yield* elementsOf(child, names)
}

const textIn = ({ value = '', childNodes = [] }: Node): string => value + childNodes.map(textIn).join('')

async function partOf(archive: Buffer, name: string): Promise<string> {
  const zip = await yauzl.fromBufferPromise(archive)
  const pieces: Buffer[] = []
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(Buffer.from(piece))
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The text in each element of this name. */
function textsOf(xml: string, element: string): string[] {
  const texts: string[] = []
  let isInside = false
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    if (name === 'w:tab' && isInside) texts.push(`${texts.pop() ?? ''}\t`)
    if (name !== element) return
    texts.push('')
    isInside = true
  })
  parser.on('closetag', ({ name }) => {
    if (name === element) isInside = false
  })
  parser.on('text', text => {
    if (isInside) texts.push(`${texts.pop() ?? ''}${text}`)
  })
  parser.write(xml).close()
  return texts
}

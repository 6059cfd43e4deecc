import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import yauzl from 'yauzl'
import { EXPORT_FORMATS, type ExportFormat } from '../../src-shared/contract/routes.ts'
import { pdfOf, stream } from '../adapters/pdfium/pdf-fixture.ts'
import { noisePicture } from './testing/hostile-pictures.ts'
import { pngOfPicture } from './testing/png-of-picture.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })
const MOST_MS = 200_000

let served: Served
beforeAll(async () => {
  served = await startServe()
})
afterAll(() => served.stop())

async function read(name: string, bytes: Blob): Promise<string> {
  const files = [{ name, bytes }]
  const { id } = await served.client.submitJob({ files })
  expect(await served.atRest(id, MOST_MS)).toMatchObject({ state: 'completed', failedPages: 0 })
  return id
}

const exported = async (id: string, format: ExportFormat): Promise<Buffer> =>
  Buffer.from(await (await served.client.getResult(id, { format })).arrayBuffer())

const FORMATS = Object.keys(EXPORT_FORMATS).filter((name): name is ExportFormat => name in EXPORT_FORMATS)

/** Digits that say they were characters which no XML holds, or which turn the text after them. */
const TOLD = ['0000', '0001', '000B', '202E', '2066', 'FEFF', 'D800', 'FFFE', '0007', '200B'] as const
const ROWS = [
  ['Name', 'Amount', 'Place'],
  ['=SUM\\(A\\)', '+call', 'North'],
  ['@east', '-call', 'South'],
  ['har1bour', 'bo2at', 'mo9rning'],
] as const

/** A page of prose and a table between rules, whose digits are told as what they are not. */
function hostilePdf(): Buffer {
  const told = TOLD.map((code, at) => `<${(0x30 + at).toString(16)}> <${code}>`).join('\n')
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange ${TOLD.length} beginbfchar\n${told}\nendbfchar endcmap end end`
  const prose = Array.from(
    { length: 14 },
    (_, row) =>
      `BT /F1 11 Tf 60 ${780 - 15 * row} Td (The harbour was ${row % 10}quiet when the morning boat came in.) Tj ET`,
  )
  const cells = ROWS.flatMap((row, at) =>
    row.map((text, column) => `BT /F1 11 Tf ${66 + 130 * column} ${506 - 20 * at} Td (${text}) Tj ET`),
  )
  const rules = [0, 1, 2, 3, 4].flatMap(at => [
    `60 ${520 - 20 * at} m 450 ${520 - 20 * at} l S`,
    ...(at < 4 ? [`${60 + 130 * at} 440 m ${60 + 130 * at} 520 l S`] : []),
  ])
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/MediaBox[0 0 595 842]>>',
    stream('', [...prose, ...cells, ...rules].join('\n')),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>',
    stream('', map),
  ])
}

describe('letters told as controls, and cells that begin like formulas,', () => {
  let id = ''
  beforeAll(async () => {
    id = await read('table.pdf', new Blob([new Uint8Array(hostilePdf())]))
    expect(await served.client.getPage(id, 1)).toMatchObject({ source: 'text-layer' })
  })

  test.each(FORMATS)('come out of %s as text that its readers take', async format => {
    const file = await exported(id, format)

    for (const text of await textsIn(format, file)) {
      expect([...text].filter(isIllegal)).toEqual([])
      if (text.startsWith('<?xml')) readXml(text)
    }
    if (format === 'json') JSON.parse(file.toString('utf8'))
  })

  test('calculate nothing in a spreadsheet', async () => {
    const csv = (await exported(id, 'csv')).toString('utf8')
    const cells = csv.split(/\r\n|,/).map(cell => cell.replace(/^\uFEFF|"/g, ''))

    expect(cells).toEqual(expect.arrayContaining(["'=SUM(A)", "'+call", "'@east", "'-call"]))
    for (const sheet of await textsIn('xlsx', await exported(id, 'xlsx'))) expect(sheet).not.toMatch(/<f[ >]/)
  })
})

test('a picture that fills its page is a figure of the page’s size, in every export', async () => {
  const id = await read('photo.png', await pngOfPicture(noisePicture()))
  const page = await served.client.getPage(id, 1)

  const [figure] = page.regions
  expect(page.regions).toHaveLength(1)
  expect(figure).toMatchObject({ category: 'figure' })
  expect((figure?.box.right ?? 0) - (figure?.box.left ?? 0)).toBeGreaterThan(0.9 * page.widthPx)
  expect((figure?.box.bottom ?? 0) - (figure?.box.top ?? 0)).toBeGreaterThan(0.9 * page.heightPx)
  expect((await exported(id, 'md')).toString('utf8')).toContain(`](images/${figure?.figure?.name})`)
  for (const format of FORMATS) {
    const texts = await textsIn(format, await exported(id, format))
    for (const text of texts.filter(each => each.startsWith('<?xml'))) readXml(text)
  }
})

/** The texts of a file: those of its parts where it is an archive; of a PDF none. */
async function textsIn(format: ExportFormat, file: Buffer): Promise<string[]> {
  if (format === 'pdf') {
    expect(file.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    return []
  }
  if (format !== 'docx' && format !== 'xlsx') return [file.toString('utf8').replace(/^\uFEFF/, '')]
  const texts: string[] = []
  const zip = await yauzl.fromBufferPromise(file)
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(Buffer.from(piece))
    if (/\.(xml|rels)$/.test(entry.fileName)) texts.push(Buffer.concat(pieces).toString('utf8'))
  }
  expect(texts.length).toBeGreaterThan(3)
  return texts
}

function readXml(text: string): void {
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.write(text).close()
}

/** What XML may not hold, and what turns the text after it. */
function isIllegal(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  const isControl = code < 0x20 && character !== '\t' && character !== '\n' && character !== '\r'
  const isHalf = code >= 0xd800 && code <= 0xdfff
  return isControl || isHalf || code === 0xfffe || code === 0x202e || code === 0x2066
}

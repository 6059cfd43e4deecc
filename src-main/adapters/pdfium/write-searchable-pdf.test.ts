import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import { Transformer } from '@napi-rs/image'
import { afterAll, describe, expect, it, test } from 'vitest'
import type { Box, Line, Page, Rotation } from '../../../src-shared/contract/page.ts'
import { pageOf } from '../../core/export/page-fixture.ts'
import type { Glyph } from '../../core/ports/document-reader.ts'
import type { PagePicture, PictureOfPage } from '../../core/ports/write-searchable-pdf.ts'
import { encryptedPdf } from './encrypted-pdf-fixture.ts'
import { pdfOf } from './pdf-fixture.ts'
import { pdfiumReader } from './pdfium-reader.ts'
import { writeSearchablePdf } from './write-searchable-pdf.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-searchable-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let fileCount = 0
const newPath = (extension: string) => path.join(folder, `${++fileCount}${extension}`)

function newFile(bytes: string | Buffer, extension: string): string {
  const file = newPath(extension)
  writeFileSync(file, bytes)
  return file
}

const noPicture: PictureOfPage = async () => {
  throw new Error('no page of these is an image')
}

/** What a page draws: a rectangle, and then a state that it never takes back. */
const DRAWING = '0.9 g 10 10 100 100 re f q 0.5 0 0 0.5 30 40 cm'

/** A PDF of 400 by 600 points a page. */
function plainPdf(count: number, facts = '/MediaBox [0 0 400 600] /Resources << >>'): Buffer {
  const pages = Array.from({ length: count }, (_, at) => at)
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${pages.map(at => `${3 + at * 2} 0 R`).join(' ')}] >>`,
    ...pages.flatMap(at => [
      `<< /Type /Page /Parent 2 0 R ${facts} /Contents ${4 + at * 2} 0 R >>`,
      `<< /Length ${DRAWING.length} >>\nstream\n${DRAWING}\nendstream`,
    ]),
  ])
}

/** A PDF of 400 by 600 points with a line of text from 50, 110 on, in type of 12 points. */
function visibleText(shown: string): Buffer {
  const content = `BT /F1 12 Tf 1.2 0 0 1 50 492 Tm ${shown} ET`
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ])
}

type Placed = readonly [text: string, box: Box]

const boxOf = (...[left, top, right, bottom]: readonly [number, number, number, number]): Box => ({
  ...{ left, top, right, bottom },
})

function lineOf(words: readonly Placed[], more: Partial<Line> = {}): Line {
  const boxes = words.map(([, box]) => box)
  const box = boxOf(
    Math.min(...boxes.map(each => each.left)),
    Math.min(...boxes.map(each => each.top)),
    Math.max(...boxes.map(each => each.right)),
    Math.max(...boxes.map(each => each.bottom)),
  )
  const text = words.map(([word]) => word).join(' ')
  return {
    ...{ text, box, confidence: 0.9 },
    words: words.map(([word, place]) => ({ text: word, box: place, confidence: 0.9 })),
    ...more,
  }
}

/** Pages of 800 by 1200 pixels: two to the point. */
function readPage(lines: readonly Line[], facts: Partial<Page> = {}): Page {
  const regions = lines.map(line => ({
    category: 'text' as const,
    ...{ box: line.box, text: line.text, lines: [line] },
  }))
  return { ...pageOf(regions), widthPx: 800, heightPx: 1200, dpi: 144, ...facts }
}

interface Input {
  readonly path: string
  readonly mediaType?: string
  readonly password?: string
  readonly pages: readonly (Page | null)[]
  readonly from?: number
}

async function written(inputs: readonly Input[], pictureOf = noPicture): Promise<string> {
  const outputPath = newPath('.pdf')
  const documents = inputs.map(
    ({ path: source, mediaType = 'application/pdf', password = null, pages, from = 1 }) => ({
      ...{ path: source, mediaType, password },
      pages: pages.map((page, at) => ({
        ...{ pageInDocument: from + at, number: at + 1, documentNumber: 1 },
        resultPath: page === null ? null : newFile(JSON.stringify(page), '.json'),
      })),
    }),
  )
  await writeSearchablePdf({ documents, outputPath }, pictureOf)
  return outputPath
}

const reader = pdfiumReader()

async function glyphsOf(file: string, page = 1): Promise<readonly Glyph[]> {
  const document = await reader.open(file, null)
  const opened = document.openPage(page)
  const glyphs = opened.readTextLayer()?.glyphs ?? []
  opened.close()
  document.close()
  return glyphs
}

/** The box around a word, in points of the page as displayed. */
function foundBox(glyphs: readonly Glyph[], word: string): Box {
  const start = glyphs
    .map(glyph => glyph.text)
    .join('')
    .indexOf(word)
  expect(start).toBeGreaterThanOrEqual(0)
  const boxes = glyphs.slice(start, start + word.length).map(glyph => glyph.box)
  return boxOf(
    Math.min(...boxes.map(box => box.left)),
    Math.min(...boxes.map(box => box.top)),
    Math.max(...boxes.map(box => box.right)),
    Math.max(...boxes.map(box => box.bottom)),
  )
}

function expectAt(box: Box, wanted: Box, tolerancePt = 1): void {
  for (const side of ['left', 'top', 'right', 'bottom'] as const)
    expect(Math.abs(box[side] - wanted[side])).toBeLessThanOrEqual(tolerancePt)
}

const HELLO: Placed = ['Hello', boxOf(100, 200, 180, 220)]
const WORLD: Placed = ['wörld', boxOf(190, 200, 280, 220)]
const CHINESE: Placed = ['中文字', boxOf(100, 300, 160, 320)]
const plain = readPage([lineOf([HELLO, WORLD]), lineOf([CHINESE])])

describe('the searchable PDF', () => {
  it('has each word, invisible, exactly where it was read', async () => {
    const glyphs = await glyphsOf(await written([{ path: newFile(plainPdf(1), '.pdf'), pages: [plain] }]))

    expect(
      glyphs
        .map(glyph => glyph.text)
        .join('')
        .replace(/\s+/g, ' '),
    ).toBe('Hello wörld 中文字')
    expect(glyphs.filter(glyph => !glyph.isGenerated).every(glyph => glyph.isInvisible)).toBe(true)
    expectAt(foundBox(glyphs, 'Hello'), boxOf(50, 100, 90, 110))
    expectAt(foundBox(glyphs, 'wörld'), boxOf(95, 100, 140, 110))
    expectAt(foundBox(glyphs, '中文字'), boxOf(50, 150, 80, 160))
  })

  it('leaves every byte of the file as it is, and adds to its end', async () => {
    const source = plainPdf(2)
    const file = readFileSync(await written([{ path: newFile(source, '.pdf'), pages: [plain, null] }]))

    expect(file.subarray(0, source.length).equals(source)).toBe(true)
    expect(file.length).toBeGreaterThan(source.length)
  })

  it('can be added to once more', async () => {
    const once = await written([{ path: newFile(plainPdf(2), '.pdf'), pages: [plain, null] }])
    const twice = await written([{ path: once, pages: [null, plain] }])

    expectAt(foundBox(await glyphsOf(twice, 1), 'Hello'), boxOf(50, 100, 90, 110))
    expectAt(foundBox(await glyphsOf(twice, 2), 'Hello'), boxOf(50, 100, 90, 110))
  })

  it('leaves what the pages draw as it is where the file cannot be added to', async () => {
    const broken = Buffer.from(
      plainPdf(2)
        .toString('latin1')
        .replace(/startxref\s+\d+/, 'startxref\n7'),
      'latin1',
    )
    const file = readFileSync(await written([{ path: newFile(broken, '.pdf'), pages: [plain, null] }]))

    expect(file.subarray(0, 200).equals(broken.subarray(0, 200))).toBe(false)
    const text = file.toString('latin1')
    const streams = [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: head }) => {
      if (text.slice(index - 3, index) === 'end') return []
      try {
        return [inflateSync(file.subarray(index + head.length)).toString('latin1')]
      } catch {
        return []
      }
    })
    expect(streams.filter(stream => stream.trim() === DRAWING)).toHaveLength(2)
  })

  it.each([
    ['turned by its own /Rotate', '/MediaBox [0 0 400 600] /Rotate 90', { widthPx: 1200, heightPx: 800 }],
    ['cut by a crop box', '/MediaBox [-50 -70 900 900] /CropBox [10 20 410 620]', {}],
  ] as const)('finds the places on a page %s', async (_how, facts, size) => {
    const page = { ...plain, ...size }
    const glyphs = await glyphsOf(
      await written([{ path: newFile(plainPdf(1, facts), '.pdf'), pages: [page] }]),
    )

    expectAt(foundBox(glyphs, 'Hello'), boxOf(50, 100, 90, 110))
  })

  it.each([
    [90, boxOf(100, 510, 110, 550)],
    [180, boxOf(310, 490, 350, 500)],
    [270, boxOf(290, 50, 300, 90)],
  ] as const)(
    'turns the text with a page that was read turned by %i degrees',
    async (rotation: Rotation, wanted) => {
      const size = rotation === 180 ? {} : { widthPx: 1200, heightPx: 800 }
      const page = { ...readPage([lineOf([HELLO])]), ...size, rotation }
      const glyphs = await glyphsOf(await written([{ path: newFile(plainPdf(1), '.pdf'), pages: [page] }]))

      expectAt(foundBox(glyphs, 'Hello'), wanted)
    },
  )

  it('follows a skewed line', async () => {
    const [cosine, sine] = [Math.cos(0.1), Math.sin(0.1)]
    const at = (along: number, down: number) => [
      100 + along * cosine - down * sine,
      200 + along * sine + down * cosine,
    ]
    const quad = [...at(0, 0), ...at(400, 0), ...at(400, 20), ...at(0, 20)]
    const boxAt = (start: number, end: number): Box => {
      const corners = [at(start, 0), at(end, 0), at(end, 20), at(start, 20)]
      const xs = corners.map(([x = 0]) => x)
      const ys = corners.map(([, y = 0]) => y)
      return boxOf(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
    }
    const words: Placed[] = [
      ['First', boxAt(0, 150)],
      ['last', boxAt(250, 400)],
    ]
    const glyphs = await glyphsOf(
      await written([{ path: newFile(plainPdf(1), '.pdf'), pages: [readPage([lineOf(words, { quad })])] }]),
    )

    expect(glyphs[0]?.angleDegrees).toBeCloseTo((0.1 * 180) / Math.PI, 0)
    const last = boxAt(250, 400)
    expectAt(foundBox(glyphs, 'last'), boxOf(last.left / 2, last.top / 2, last.right / 2, last.bottom / 2), 2)
  })

  it('lays no text over what the page has as text', async () => {
    const digital = { ...plain, source: 'text-layer' as const }

    expect(await glyphsOf(await written([{ path: newFile(plainPdf(1), '.pdf'), pages: [digital] }]))).toEqual(
      [],
    )
  })

  it('lays no word over the same word in visible text, whose pixels were read all the same', async () => {
    const once = await written([{ path: newFile(visibleText('(Hello wurld) Tj'), '.pdf'), pages: [plain] }])
    const glyphs = (await glyphsOf(once)).filter(glyph => glyph.text.trim() !== '')
    const textOf = (isInvisible: boolean) =>
      glyphs.flatMap(glyph => (glyph.isInvisible === isInvisible ? glyph.text : [])).join('')

    expect([textOf(false), textOf(true)]).toEqual(['Hellowurld', 'wörld中文字'])
  })

  it('lays a word over its own visible letters where they are spaced out, so that it is found', async () => {
    const file = newFile(visibleText('78 Tz (H e l l o) Tj'), '.pdf')
    const glyphs = await glyphsOf(await written([{ path: file, pages: [plain] }]))

    expectAt(foundBox(glyphs, 'Hello'), boxOf(50, 100, 90, 110))
  })

  it('gives a protected PDF out without protection, with its password alone', async () => {
    const source = newFile(encryptedPdf(Buffer.from('secret')), '.pdf')
    const page = { ...readPage([lineOf([HELLO])]), widthPx: 1224, heightPx: 1584 }

    const glyphs = await glyphsOf(await written([{ path: source, password: 'secret', pages: [page] }]))
    expect(glyphs.map(glyph => glyph.text).join('')).toContain('Hello')
    await expect(written([{ path: source, password: 'wrong', pages: [page] }])).rejects.toThrow()
  })

  it('puts pages of several documents and images together', async () => {
    const pixels = { widthPx: 80, heightPx: 120, rgba: new Uint8Array(80 * 120 * 4).fill(200) }
    const jpeg = newFile(Buffer.from(await Transformer.fromRgbaPixels(pixels.rgba, 80, 120).jpeg()), '.jpg')
    const pictures: Readonly<Record<string, PagePicture>> = {
      'image/jpeg': { kind: 'jpeg', path: jpeg },
      'image/png': { kind: 'pixels', image: pixels },
    }
    const file = await written(
      [
        { path: newFile(plainPdf(3), '.pdf'), pages: [plain, null], from: 2 },
        { path: jpeg, mediaType: 'image/jpeg', pages: [plain] },
        { path: 'a.png', mediaType: 'image/png', pages: [readPage([lineOf([CHINESE])])] },
      ],
      async ({ mediaType }) => pictures[mediaType] ?? noPicture({} as never),
    )

    const texts = await Promise.all(
      [1, 2, 3, 4].map(async page => (await glyphsOf(file, page)).map(glyph => glyph.text).join('')),
    )
    expect(texts.map(text => text.replace(/\s+/g, ' '))).toEqual([
      'Hello wörld 中文字',
      '',
      'Hello wörld 中文字',
      '中文字',
    ])
    expectAt(foundBox(await glyphsOf(file, 3), 'Hello'), boxOf(50, 100, 90, 110))
    expect(readFileSync(file).includes(readFileSync(jpeg))).toBe(true)
  })

  it('finds every word of a full page, whatever the script', async () => {
    const scripts = ['word', 'Straße', 'слово', '漢字', 'かな', '한글', '😀', 'ﬁ', 'é']
    const lines = Array.from({ length: 50 }, (_, row) =>
      lineOf(
        scripts.map((text, column): Placed => {
          const left = 20 + column * 85
          return [`${text}${row}`, boxOf(left, 20 + row * 23, left + 70, 38 + row * 23)]
        }),
      ),
    )
    const glyphs = await glyphsOf(
      await written([{ path: newFile(plainPdf(1), '.pdf'), pages: [readPage(lines)] }]),
    )

    // Readers take ligatures apart.
    const text = glyphs
      .map(glyph => glyph.text)
      .join('')
      .normalize('NFKC')
    const words = lines.flatMap(line => line.words).filter(word => !word.text.includes('😀'))
    const found = words.filter(word => text.includes(word.text.normalize('NFKC')))
    expect(found.length / words.length).toBeGreaterThanOrEqual(0.99)
  })
})

const hasPdftotext = existsSync('/usr/bin/pdftotext')

test.runIf(hasPdftotext)('another reader finds the same words at the same places', async () => {
  const file = await written([{ path: newFile(plainPdf(1), '.pdf'), pages: [plain] }])
  const { stdout } = await promisify(execFile)('pdftotext', ['-bbox', file, '-'])

  const words = [
    ...stdout.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g),
  ]
  expect(
    words.map(([, ...facts]) => [facts[4], ...facts.slice(0, 4).map(side => Math.round(Number(side)))]),
  ).toEqual([
    ['Hello', 50, 100, 90, 110],
    ['wörld', 95, 100, 140, 110],
    ['中文字', 50, 150, 80, 160],
  ])
})

test.runIf(existsSync('/usr/bin/qpdf'))('qpdf finds no fault', async () => {
  const file = await written([{ path: newFile(plainPdf(3), '.pdf'), pages: [plain, null, plain] }])

  await expect(promisify(execFile)('qpdf', ['--check', file])).resolves.toBeDefined()
})

import { describe, expect, test } from 'vitest'
import type { Page } from '../../src-shared/contract/page.ts'
import { onePagePdf, pdfOf, stream } from '../adapters/pdfium/pdf-fixture.ts'
import { streamResult } from '../core/export/export-result.ts'
import type { TextEngine } from '../core/ports/text-engine.ts'
import { pdfPageReader } from './testing/read-pdf-page.ts'

const pageOf = pdfPageReader()
const A4 = '/MediaBox[0 0 595 842]'
const TIMEOUT_MS = 180_000

/** The layer alone is to be looked at. */
const noEngine: TextEngine = {
  readLines: async () => ({ lines: [], rotation: 0, skewDegrees: 0, notices: [] }),
}

async function exported(
  page: Page,
  format: 'md' | 'html' | 'hocr' | 'alto' | 'json' | 'txt',
): Promise<string> {
  const result = {
    name: 'page',
    documents: [{ number: 1, name: 'page', pages: [{ kind: 'page' as const, page }] }],
  }
  let text = ''
  for await (const piece of streamResult(format, result)) text += piece
  return text
}

const FORMATS = ['md', 'html', 'hocr', 'alto', 'json', 'txt'] as const

describe('a page', () => {
  test(
    'drawn as 100,000 single letters strewn over it is read in bounded time',
    async () => {
      let state = 7
      const random = (below: number): number => {
        state = Math.imul(state, 1_103_515_245) + 12_345
        return (state >>> 8) % below
      }
      const letters = Array.from(
        { length: 100_000 },
        () =>
          `BT /F1 ${2 + random(9)} Tf ${random(590)} ${random(840)} Td (${String.fromCharCode(97 + random(26))}) Tj ET`,
      )
      const startedAt = process.cpuUsage()
      const page = await pageOf(onePagePdf({ entries: A4, content: letters.join('\n') }), noEngine)

      const { user, system } = process.cpuUsage(startedAt)
      expect((user + system) / 1e6).toBeLessThan(60)
      expect(page.regions.flatMap(region => region.lines).length).toBeGreaterThan(1000)
      for (const format of FORMATS) expect((await exported(page, format)).length).toBeGreaterThan(1000)
    },
    TIMEOUT_MS,
  )

  test(
    'with a paragraph of ten megabytes gives what the limit of letters lets through, and stays one',
    async () => {
      const line = 'The harbour was quiet when the morning boat came in and nobody asked what it held.'
      const lines = Array.from({ length: 2_400 }, () => `(${line}) '`).join('\n')
      const beyond = `(${'words without an end '.repeat(500_000)}) '`
      const content = `BT /F1 0.3 Tf 0.34 TL 20 830 Td\n${lines}\n${beyond} ET`
      const page = await pageOf(onePagePdf({ entries: A4, content }), noEngine)

      const text = await exported(page, 'txt')
      expect(text.split('nobody asked').length).toBeGreaterThan(2_000)
      for (const format of FORMATS) expect(await exported(page, format)).toContain('harbour')
    },
    TIMEOUT_MS,
  )

  test(
    'whose letters are told as controls, marks of direction and half characters gives valid exports',
    async () => {
      const told = ['0000', '0001', '000B', '202E', '2066', 'FEFF', 'D800', 'FFFE', '0007', '200B']
      const rows = told.map((code, at) => `<${(0x30 + at).toString(16)}> <${code}>`).join('\n')
      const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange ${told.length} beginbfchar\n${rows}\nendbfchar endcmap end end`
      const prose = Array.from(
        { length: 12 },
        (_, row) =>
          `BT /F1 11 Tf 60 ${780 - 15 * row} Td (The harbour was ${row % 10}quiet when the morning boat came in.) Tj ET`,
      ).join('\n')
      const pdf = pdfOf([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        `<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${A4}>>`,
        stream('', prose),
        '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>',
        stream('', map),
      ])
      const page = await pageOf(pdf, noEngine)

      expect(page.source).toBe('text-layer')
      for (const format of FORMATS) {
        const text = await exported(page, format)
        expect(text).toContain('morning')
        expect([...text].filter(isIllegal)).toEqual([])
      }
    },
    TIMEOUT_MS,
  )
})

/** What XML, and with it hOCR and ALTO, may not hold, and what turns the text after it. */
function isIllegal(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  const isControl = code < 0x20 && character !== '\t' && character !== '\n' && character !== '\r'
  const isHalf = code >= 0xd800 && code <= 0xdfff
  return isControl || isHalf || code === 0xfffe || code === 0x202e || code === 0x2066
}

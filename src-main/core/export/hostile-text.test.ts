import fc from 'fast-check'
import { parse } from 'parse5'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../src-shared/contract/page.ts'
import { anyPage } from '../../adapters/exports/any-page-fixture.ts'
import { resultFileName } from '../job/display-name.ts'
import { streamResult, type TextExport } from './export-result.ts'
import { pageOf, regionOf } from './page-fixture.ts'

async function written(format: TextExport, page: Page, name = 'a'): Promise<string> {
  const pages = [{ kind: 'page' as const, page }]
  let text = ''
  for await (const piece of streamResult(format, { name, documents: [{ number: 1, name, pages }] }))
    text += piece
  return text
}

function wellFormed(xml: string): void {
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.write(xml).close()
}

/** What another program makes of each format; each throws at what is none. */
const READERS: Record<TextExport, (text: string) => unknown> = {
  md: text => text.length,
  html: text => parse(text),
  txt: text => text.length,
  json: text => JSON.parse(text),
  csv: text => text.split('\r\n'),
  chunks: text => text.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line)])),
  hocr: wellFormed,
  alto: wellFormed,
}
const FORMATS: readonly TextExport[] = ['md', 'html', 'txt', 'json', 'csv', 'chunks', 'hocr', 'alto']

describe('hostile text', () => {
  it('comes back out of JSON as it was, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        const read = JSON.parse(await written('json', page))
        const texts = read.documents[0].pages[0].regions.map((region: { text: string }) => region.text)
        expect(texts).toEqual(page.regions.map(region => region.text))
      }),
      { numRuns: 150 },
    )
  })

  it('leaves no control character but line ends in plain text, and tabs in code', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async page => {
        const prose = { ...page, regions: page.regions.filter(({ category }) => category !== 'code') }

        expect((await written('txt', page)).replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u)
        expect((await written('txt', prose)).replace(/\n/g, '')).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: 150 },
    )
  })

  it('as the name of a document breaks no format', async () => {
    const names = [
      '=cmd()|x',
      '<script>&"\'',
      '\u0000\u000B\uD800\uFFFE',
      '../../etc/passwd',
      'CON',
      '-'.repeat(4000),
    ]
    for (const name of names) {
      for (const format of FORMATS)
        READERS[format](await written(format, pageOf([regionOf('text', 'Text')]), name))
      expect(resultFileName(name, '.md')).toMatch(/^[^<>:"|?*\\/\p{Cc}]{1,125}$/u)
      expect(resultFileName(name, '.md')).not.toMatch(/^(con|\.)/i)
    }
  })

  it.each(FORMATS)(
    'of 10 MB in one paragraph is written as %s and read again',
    async format => {
      const paragraph = { ...regionOf('text', 'word <b> '.repeat(1_100_000)), lines: [] }

      const text = await written(format, pageOf([paragraph]))

      READERS[format](text)
      if (format !== 'csv') expect(text.length).toBeGreaterThan(9_000_000)
    },
    120_000,
  )
})

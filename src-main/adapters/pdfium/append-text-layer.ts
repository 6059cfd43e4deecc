import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { ProblemError } from '../../core/problem-error.ts'
import type { CharacterCodes } from './character-codes.ts'
import { type CleanPdf, openCleanPdf } from './clean-pdf.ts'
import { glyphlessFont } from './glyphless-font.ts'
import { contentsOf, resolved, resourcesOf } from './page-parts.ts'
import { type RawDictionary, writeDictionary } from './pdf-syntax.ts'
import { withoutOldLayer } from './without-old-layer.ts'

/** The name of the invisible text's font on each page. */
export const FONT_NAME = 'PageloomInvisible'

/** Text for a page, by its place in the file from 0. */
export interface PageText {
  readonly index: number
  /** Drawing instructions that leave no trace of their own state. */
  readonly content: string
  /** Whether it stands in place of all invisible text that the page had. */
  readonly replacesLayer: boolean
}

/** Whether a file can be added to as it is, and its pages are those that PDFium sees. */
export function canBeAppendedTo(path: string, pageCount: number): boolean {
  try {
    const pdf = openCleanPdf(path)
    try {
      return pdf.pages().length === pageCount
    } finally {
      pdf.close()
    }
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}

/**
 * Appends text to pages of a file whose objects stand in tables: what is there stays as it is, byte for byte, and what is new follows
 * at its end, as PDF's incremental updates do.
 */
export async function appendTextLayer(
  path: string,
  texts: AsyncIterable<PageText>,
  { codes, pageCount }: { readonly codes: CharacterCodes; readonly pageCount: number },
): Promise<void> {
  const pdf = openCleanPdf(path)
  const out = openSync(path, 'a')
  try {
    const pages = pdf.pages()
    if (pages.length !== pageCount) throw new ProblemError('damaged-file', 'its pages cannot be found again')
    const appended = appendixOf(pdf, out)
    const font = addFont(appended, codes)
    for await (const { index, content, replacesLayer } of texts) {
      const number = pages[index]
      if (number === undefined) continue
      const text = appended.addStream('', Buffer.from(content, 'latin1'))
      const old = pdf.dictionary(number)
      const page = replacesLayer ? withoutOldLayer(pdf, old, appended.addStream) : old
      appended.put(number, writeDictionary(withText(pdf, page, { text, font })))
    }
    appended.finish()
    fsyncSync(out)
  } finally {
    closeSync(out)
    pdf.close()
  }
}

interface Appendix {
  add(body: string): number
  addStream(facts: string, content: Buffer): number
  put(number: number, body: string): void
  finish(): void
}

function appendixOf(pdf: CleanPdf, file: number): Appendix {
  const offsets = new Map<number, number>()
  let size = Number(pdf.trailer.get('Size') ?? 0)
  let position = pdf.sizeBytes
  const write = (bytes: Buffer): void => {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    position += bytes.length
  }
  const put = (number: number, body: Buffer): void => {
    write(Buffer.from('\n', 'latin1'))
    offsets.set(number, position)
    write(Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  }
  const add = (body: Buffer): number => {
    const number = size
    size += 1
    put(number, body)
    return number
  }
  return {
    add: body => add(Buffer.from(body, 'latin1')),
    addStream(facts, content) {
      const packed = deflateSync(content)
      const head = `<<${facts}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`
      return add(Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]))
    },
    put: (number, body) => put(number, Buffer.from(body, 'latin1')),
    finish() {
      const start = position
      const rows = [...offsets].toSorted(([one], [other]) => one - other)
      const sections = rows.map(
        ([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
      )
      const trailer = new Map(pdf.trailer).set('Size', `${size}`).set('Prev', `${pdf.startXref}`)
      write(
        Buffer.from(
          `xref\n${sections.join('')}trailer\n${writeDictionary(trailer)}\nstartxref\n${start}\n%%EOF\n`,
          'latin1',
        ),
      )
    },
  }
}

/** A font of empty glyphs, of which each code draws the same, with the characters that the codes stand for. */
function addFont(appended: Appendix, codes: CharacterCodes): number {
  const program = glyphlessFont()
  const file = appended.addStream(`/Length1 ${program.length}`, program)
  const glyphs = Buffer.alloc((codes.count + 1) * 2)
  for (let code = 1; code <= codes.count; code += 1) glyphs.writeUInt16BE(1, code * 2)
  const map = appended.addStream('', glyphs)
  const unicode = appended.addStream('', Buffer.from(codes.toUnicode(), 'latin1'))
  const name = '/PageloomGlyphless'
  const descriptor = appended.add(
    `<</Type/FontDescriptor/FontName${name}/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 800/StemV 80/FontFile2 ${file} 0 R>>`,
  )
  const descendant = appended.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/DW 500/CIDToGIDMap ${map} 0 R>>`,
  )
  return appended.add(
    `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
  )
}

/** The page with its text first: invisible as it is, it lies over the pixels all the same, and nothing drawn can move it. */
function withText(
  pdf: CleanPdf,
  page: RawDictionary,
  { text, font }: { readonly text: number; readonly font: number },
): RawDictionary {
  const resources = new Map(resourcesOf(pdf, page))
  const fonts = new Map(resolved(pdf, resources.get('Font')))
  fonts.set(FONT_NAME, `${font} 0 R`)
  resources.set('Font', writeDictionary(fonts))
  const contents = [`${text} 0 R`, ...contentsOf(pdf, page)]
  return new Map(page).set('Contents', `[${contents.join(' ')}]`).set('Resources', writeDictionary(resources))
}

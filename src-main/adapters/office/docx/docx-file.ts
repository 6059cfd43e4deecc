import { ProblemError } from '../../../core/problem-error.ts'
import type { Archive } from '../archive/open-archive.ts'
import { commentAuthors, withoutLostComments } from './comments.ts'
import { NO_STYLES, type ParagraphStyles, paragraphStyles, STYLES_PART } from './paragraph-styles.ts'
import { readNumbering } from './read-numbering.ts'
import { withContinuations } from './with-continuations.ts'
import { withFormulas } from './with-formulas.ts'
import { withNumbers } from './with-numbers.ts'
import { withPageBreaks } from './with-page-breaks.ts'

/** A Word file as Mammoth asks for its parts. */
export interface DocxFile {
  exists(name: string): boolean
  read(name: string, encoding?: string): Promise<string | Uint8Array>
}

const DECLARES_ENTITIES = /<!(?:DOCTYPE|ENTITY)/i

/** How a paragraph looked before a change that is tracked. */
const FORMER_PROPERTIES = /<w:pPrChange\b(?:(?!<\/w:pPrChange>)[\s\S])*<\/w:pPrChange>/g

/** The parts of a Word file; its text with the page breaks and the numbers that Mammoth would not see. */
export function docxFile(archive: Archive): DocxFile {
  const names = new Set(archive.names.map(name => name.toLowerCase()))
  return {
    exists: name => names.has(name.toLowerCase()),
    async read(name, encoding) {
      if (encoding === undefined || encoding === 'base64') {
        const bytes = (await archive.read(name)) ?? new Uint8Array(0)
        return encoding === undefined ? bytes : Buffer.from(bytes).toString('base64')
      }
      const text = (await archive.text(name)) ?? ''
      if (DECLARES_ENTITIES.test(text))
        throw new ProblemError('damaged-file', `${name} declares a document type, as no Word file does`)
      const read = text.includes('<m:oMath') ? withFormulas(text) : text
      if (!read.includes('<w:body')) return read
      const numbering = {
        lists: await readNumbering(archive),
        styles: await stylesOf(archive),
      }
      const present = withoutLostComments(read.replace(FORMER_PROPERTIES, ''), await commentAuthors(archive))
      const numbered = withNumbers(present, numbering)
      return withContinuations(withPageBreaks(numbered), numbering)
    },
  }
}

async function stylesOf(archive: Archive): Promise<ParagraphStyles> {
  const xml = await archive.text(STYLES_PART)
  return xml === undefined ? NO_STYLES : paragraphStyles(xml)
}

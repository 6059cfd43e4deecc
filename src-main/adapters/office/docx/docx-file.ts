import { ProblemError } from '../../../core/problem-error.ts'
import type { Archive } from '../archive/open-archive.ts'
import { readNumbering } from './read-numbering.ts'
import { withFormulas } from './with-formulas.ts'
import { withNumbers } from './with-numbers.ts'
import { withPageBreaks } from './with-page-breaks.ts'

/** A Word file as Mammoth asks for its parts. */
export interface DocxFile {
  exists(name: string): boolean
  read(name: string, encoding?: string): Promise<string | Uint8Array>
}

const DECLARES_ENTITIES = /<!(?:DOCTYPE|ENTITY)/i

/** The parts of a Word file; its text with the page breaks and the numbers of lists that Mammoth would not see. */
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
      return withPageBreaks(withNumbers(read, await readNumbering(archive)))
    },
  }
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ProblemError } from '../../core/problem-error.ts'
import { type RawDictionary, readArray, readDictionary, referenceOf } from './pdf-syntax.ts'

/** The end of the file holds where the table of objects lies. */
const TAIL_BYTES = 2048
const FIRST_BLOCK_BYTES = 4096
/** No page's dictionary comes near this. */
const MOST_BLOCK_BYTES = 64 * 1024 * 1024
const DEEPEST_TREE = 100

/** A PDF as PDFium writes it: one table of objects, none of them packed or encrypted. */
export interface CleanPdf {
  readonly sizeBytes: number
  readonly startXref: number
  readonly trailer: RawDictionary
  /** The text of an object's body, at least as far as its first value reaches. */
  object(number: number): string
  dictionary(number: number): RawDictionary
  /** The numbers of the page objects, in order. */
  pages(): readonly number[]
  close(): void
}

/** Opens a file that PDFium wrote. */
export function openCleanPdf(path: string): CleanPdf {
  const file = openSync(path, 'r')
  try {
    return over(file)
  } catch (error) {
    closeSync(file)
    throw error
  }
}

function over(file: number): CleanPdf {
  const sizeBytes = fstatSync(file).size
  const read = (position: number, length: number): string => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, sizeBytes - position)))
    readSync(file, bytes, 0, bytes.length, position)
    return bytes.toString('latin1')
  }
  const tail = read(Math.max(0, sizeBytes - TAIL_BYTES), TAIL_BYTES)
  const startXref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN)
  if (!Number.isInteger(startXref)) throw damaged()
  const table = read(startXref, sizeBytes - startXref)
  const trailerAt = table.indexOf('trailer')
  const trailer = readDictionary(table.slice(trailerAt + 'trailer'.length))
  if (trailerAt < 0 || !trailer) throw damaged()
  const offsets = readTable(table.slice(0, trailerAt))

  const object = (number: number): string => {
    const offset = offsets.get(number)
    if (offset === undefined) throw damaged()
    for (let length = FIRST_BLOCK_BYTES; length <= MOST_BLOCK_BYTES; length *= 4) {
      const text = read(offset, length)
      const head = /^\s*\d+\s+\d+\s+obj/.exec(text)
      if (!head) throw damaged()
      const body = text.slice(head[0].length)
      if (body.includes('endobj') || readDictionary(body)) return body
      if (offset + length >= sizeBytes) throw damaged()
    }
    throw damaged()
  }
  const dictionary = (number: number): RawDictionary => {
    const found = readDictionary(object(number))
    if (!found) throw damaged()
    return found
  }
  return {
    ...{ sizeBytes, startXref, trailer, object, dictionary },
    pages() {
      const root = referenceOf(trailer.get('Root'))
      const tree = root === undefined ? undefined : referenceOf(dictionary(root).get('Pages'))
      return tree === undefined ? [] : pagesUnder(tree, { dictionary, object }, new Set())
    },
    close: () => closeSync(file),
  }
}

const damaged = (): ProblemError => new ProblemError('damaged-file', 'its pages cannot be found again')

function readTable(text: string): ReadonlyMap<number, number> {
  const offsets = new Map<number, number>()
  let number = 0
  for (const row of text.split(/[\r\n]+/)) {
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(row)
    const section = /^(\d+) (\d+)\s*$/.exec(row)
    if (entry) {
      if (entry[2] === 'n') offsets.set(number, Number(entry[1]))
      number += 1
    } else if (section) number = Number(section[1])
  }
  return offsets
}

function pagesUnder(
  number: number,
  pdf: Pick<CleanPdf, 'dictionary' | 'object'>,
  above: ReadonlySet<number>,
): readonly number[] {
  if (above.has(number) || above.size > DEEPEST_TREE) return []
  const node = pdf.dictionary(number)
  const kids = node.get('Kids')
  if (kids === undefined) return [number]
  const list = referenceOf(kids)
  const path = new Set([...above, number])
  return readArray(list === undefined ? kids : pdf.object(list).trim()).flatMap(kid => {
    const child = referenceOf(kid)
    return child === undefined ? [] : pagesUnder(child, pdf, path)
  })
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { ProblemError } from '../../core/problem-error.ts'
import {
  endOfValue,
  type RawDictionary,
  readArray,
  readDictionary,
  referenceOf,
  skipWhite,
} from './pdf-syntax.ts'

/** The end of the file holds where the table of objects lies. */
const TAIL_BYTES = 2048
const FIRST_BLOCK_BYTES = 4096
/** No page's dictionary comes near this. */
const MOST_BLOCK_BYTES = 64 * 1024 * 1024
const DEEPEST_TREE = 100

/** A PDF whose objects all stand in tables, none of them packed or encrypted, as PDFium writes it and many programs do. */
export interface CleanPdf {
  readonly sizeBytes: number
  readonly startXref: number
  readonly trailer: RawDictionary
  /** The text of an object's body, at least as far as its first value reaches. */
  object(number: number): string
  dictionary(number: number): RawDictionary
  /** A stream's bytes, unpacked; undefined for other objects, and where they are packed in a rare way. */
  stream(number: number): Buffer | undefined
  /** The numbers of the page objects, in order. */
  pages(): readonly number[]
  close(): void
}

/** Opens such a file. Throws damaged-file for others, and where an object is not where the table says. */
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
  const readBytes = (position: number, length: number): Buffer => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, sizeBytes - position)))
    readSync(file, bytes, 0, bytes.length, position)
    return bytes
  }
  const read = (position: number, length: number): string => readBytes(position, length).toString('latin1')
  const tail = read(Math.max(0, sizeBytes - TAIL_BYTES), TAIL_BYTES)
  const startXref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN)
  if (!Number.isInteger(startXref)) throw damaged()
  const { offsets, trailer } = readTables(startXref, read)

  const located = (number: number): { readonly body: string; readonly position: number } => {
    const offset = offsets.get(number)
    if (typeof offset !== 'number') throw damaged()
    for (let length = FIRST_BLOCK_BYTES; length <= MOST_BLOCK_BYTES; length *= 4) {
      const text = read(offset, length)
      const head = /^\s*(\d+)\s+\d+\s+obj/.exec(text)
      if (!head || Number(head[1]) !== number) throw damaged()
      const body = text.slice(head[0].length)
      if (body.includes('endobj') || readDictionary(body)) return { body, position: offset + head[0].length }
      if (offset + length >= sizeBytes) throw damaged()
    }
    throw damaged()
  }
  const object = (number: number): string => located(number).body
  const dictionary = (number: number): RawDictionary => {
    const found = readDictionary(object(number))
    if (!found) throw damaged()
    return found
  }
  return {
    ...{ sizeBytes, startXref, trailer, object, dictionary },
    stream(number) {
      const { body, position } = located(number)
      const end = endOfValue(body, skipWhite(body, 0))
      const head = end === undefined ? null : /^\s*stream\r?\n/.exec(body.slice(end, end + STREAM_HEAD_BYTES))
      const facts = readDictionary(body)
      if (end === undefined || !head || !facts) return undefined
      const lengthAt = referenceOf(facts.get('Length'))
      const length = Number.parseInt(
        lengthAt === undefined ? (facts.get('Length') ?? '') : object(lengthAt),
        10,
      )
      if (!(length >= 0 && length <= MOST_STREAM_BYTES)) return undefined
      return unpacked(readBytes(position + end + head[0].length, length), facts)
    },
    pages() {
      const root = referenceOf(trailer.get('Root'))
      const tree = root === undefined ? undefined : referenceOf(dictionary(root).get('Pages'))
      return tree === undefined ? [] : pagesUnder(tree, { dictionary, object }, new Set())
    },
    close: () => closeSync(file),
  }
}

/** Blanks and the word before a stream's bytes. */
const STREAM_HEAD_BYTES = 40
/** No page's instructions come near this. */
const MOST_STREAM_BYTES = 32 * 1024 * 1024

function unpacked(bytes: Buffer, facts: RawDictionary): Buffer | undefined {
  const filter = (facts.get('Filter') ?? '').replace(/[[\]\s]/g, '')
  if (filter === '') return bytes
  if (filter !== '/FlateDecode' || facts.has('DecodeParms')) return undefined
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_STREAM_BYTES })
  } catch {
    return undefined
  }
}

const damaged = (): ProblemError => new ProblemError('damaged-file', 'its pages cannot be found again')

/** A file that was added to has a table for each time, the newest first; what that says counts. */
const MOST_TABLES = 500
const FIRST_TABLE_BYTES = 256 * 1024
const MOST_TABLE_BYTES = 256 * 1024 * 1024

type Read = (position: number, length: number) => string

function readTables(startXref: number, read: Read) {
  const offsets = new Map<number, number | null>()
  let newest: RawDictionary | undefined
  let start = startXref
  for (let count = 0; count < MOST_TABLES; count += 1) {
    const { table, trailer } = readOneTable(start, read)
    // Packed objects and encrypted ones are for PDFium.
    if (trailer.has('Encrypt') || trailer.has('XRefStm')) throw damaged()
    for (const [number, offset] of readTable(table)) if (!offsets.has(number)) offsets.set(number, offset)
    newest ??= trailer
    const previous = trailer.get('Prev')
    if (previous === undefined) return { offsets, trailer: newest }
    start = Number(previous)
  }
  throw damaged()
}

function readOneTable(
  start: number,
  read: Read,
): { readonly table: string; readonly trailer: RawDictionary } {
  for (let length = FIRST_TABLE_BYTES; length <= MOST_TABLE_BYTES; length *= 8) {
    const text = Number.isInteger(start) ? read(start, length) : ''
    if (!/^\s*xref\s/.test(text)) throw damaged()
    const trailerAt = text.indexOf('trailer')
    const trailer = trailerAt < 0 ? undefined : readDictionary(text.slice(trailerAt + 'trailer'.length))
    if (trailer) return { table: text.slice(0, trailerAt), trailer }
    if (text.length < length) throw damaged()
  }
  throw damaged()
}

/** Offsets by the numbers of the objects; null for those that are gone. */
function readTable(text: string): ReadonlyMap<number, number | null> {
  const offsets = new Map<number, number | null>()
  let number = 0
  for (const row of text.split(/[\r\n]+/)) {
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(row)
    const section = /^(\d+) (\d+)\s*$/.exec(row)
    if (entry) {
      offsets.set(number, entry[2] === 'n' ? Number(entry[1]) : null)
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

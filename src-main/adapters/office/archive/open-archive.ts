import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { ProblemError } from '../../../core/problem-error.ts'
import { ARCHIVE_LIMITS } from './archive-limits.ts'
import { checkEntries } from './check-entries.ts'
import { damageOf } from './damage-of.ts'
import { decodeText } from './decode-text.ts'

/** A ZIP file whose parts are read from disk when they are asked for. Nothing is ever written by a name that it holds. */
export interface Archive {
  /** Files only, in the order of the archive's directory. */
  readonly names: readonly string[]
  /** A part as bytes, undefined where there is none. Names are compared as office programs do: without regard to case. */
  read(name: string): Promise<Uint8Array | undefined>
  /** A part as text, by its byte order mark or XML declaration, otherwise UTF-8. */
  text(name: string): Promise<string | undefined>
  /** A part piece by piece, for those that are too large to be held. Empty where there is none. */
  pieces(name: string): AsyncIterable<Uint8Array>
  sizeOf(name: string): number | undefined
  close(): void
}

/** Opens a ZIP file. Throws ProblemError: archive-bomb for one that unpacks to too much, damaged-file for one that lies. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path)
  try {
    const entries = await readEntries(zip)
    checkEntries(entries, zip.fileSize)
    return archiveOf(
      zip,
      entries.filter(({ fileName }) => !fileName.endsWith('/')),
    )
  } catch (error) {
    zip.close()
    throw error
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    const zip = await openPromise(path, { autoClose: false })
    // Errors reach us where we wait; one that comes at closing has nobody to tell.
    zip.on('error', () => {})
    return zip
  } catch (error) {
    throw damageOf(error)
  }
}

async function readEntries(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount > ARCHIVE_LIMITS.entries)
    throw new ProblemError('archive-bomb', `${zip.entryCount} parts; the most is ${ARCHIVE_LIMITS.entries}`)
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry)
  } catch (error) {
    throw damageOf(error)
  }
  return entries
}

function archiveOf(zip: ZipFile, entries: readonly Entry[]): Archive {
  const byName = new Map<string, Entry>()
  for (const entry of entries.toReversed()) byName.set(entry.fileName.toLowerCase(), entry)
  for (const entry of entries) byName.set(entry.fileName, entry)
  const find = (name: string) => byName.get(name) ?? byName.get(name.toLowerCase())
  const read = async (name: string) => {
    const entry = find(name)
    return entry && readWhole(zip, entry)
  }
  return {
    names: entries.map(({ fileName }) => fileName),
    read,
    text: async name => {
      const bytes = await read(name)
      return bytes && decodeText(bytes)
    },
    async *pieces(name) {
      const entry = find(name)
      if (entry) yield* piecesOf(zip, entry)
    },
    sizeOf: name => find(name)?.uncompressedSize,
    close: () => zip.close(),
  }
}

async function readWhole(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.uncompressedSize > ARCHIVE_LIMITS.partBytes)
    throw new ProblemError('archive-bomb', `${entry.fileName} unpacks to ${entry.uncompressedSize} bytes`)
  const bytes = new Uint8Array(entry.uncompressedSize)
  let filled = 0
  for await (const piece of piecesOf(zip, entry)) {
    bytes.set(piece, filled)
    filled += piece.length
  }
  if (filled !== bytes.length || crc32(bytes) !== entry.crc32)
    throw new ProblemError('damaged-file', `${entry.fileName} is not what was packed`)
  return bytes
}

/** The reader itself ends with an error before a part grows larger than the directory says. */
async function* piecesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) if (piece instanceof Uint8Array) yield piece
  } catch (error) {
    throw damageOf(error)
  }
}

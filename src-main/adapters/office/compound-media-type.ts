import { type FileHandle, open } from 'node:fs/promises'
import { ProblemError } from '../../core/problem-error.ts'

/** Streams by which the old office formats are known. */
const KINDS: readonly (readonly [string, string])[] = [
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
]

/** The kind of an OLE file by the names of its streams. Throws protected-document, not-supported, damaged-file. */
export async function compoundMediaType(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const names = await streamNames(file)
    if (names.has('EncryptedPackage'))
      throw new ProblemError('protected-document', 'the document has a password')
    const kind = KINDS.find(([name]) => names.has(name))
    if (!kind)
      throw new ProblemError('not-supported', 'the file seems to be an old office document of another kind')
    return kind[1]
  } finally {
    await file.close()
  }
}

const HEADER_BYTES = 512
const ENTRY_BYTES = 128
const NAME_BYTES = 64
/** Where the first sectors of the sector table are named, in the header itself. */
const TABLE_PLACES_AT = 76
/** Sectors above this are marks, such as the end of a chain. */
const LAST_SECTOR = 0xffff_fffa
/** A directory of a document has some dozens of entries. */
const MOST_DIRECTORY_SECTORS = 1000

async function streamNames(file: FileHandle): Promise<ReadonlySet<string>> {
  const header = await readAt(file, 0, HEADER_BYTES)
  const sectorBytes = 2 ** header.readUInt16LE(30)
  if (sectorBytes !== 512 && sectorBytes !== 4096)
    throw new ProblemError('damaged-file', 'its sectors have no size')
  const readSector = (sector: number) => readAt(file, (sector + 1) * sectorBytes, sectorBytes)
  const names = new Set<string>()
  let sector = header.readUInt32LE(48)
  for (let count = 0; sector < LAST_SECTOR && count < MOST_DIRECTORY_SECTORS; count++) {
    for (const name of namesIn(await readSector(sector))) names.add(name)
    sector = await sectorAfter(sector, { header, sectorBytes, readSector })
  }
  return names
}

function namesIn(directory: Buffer): string[] {
  const names: string[] = []
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const nameBytes = directory.readUInt16LE(at + NAME_BYTES)
    if (nameBytes >= 4 && nameBytes <= NAME_BYTES)
      names.push(directory.toString('utf16le', at, at + nameBytes - 2))
  }
  return names
}

interface SectorTable {
  readonly header: Buffer
  readonly sectorBytes: number
  readonly readSector: (sector: number) => Promise<Buffer>
}

async function sectorAfter(
  sector: number,
  { header, sectorBytes, readSector }: SectorTable,
): Promise<number> {
  const perSector = sectorBytes / 4
  const placeAt = TABLE_PLACES_AT + 4 * Math.floor(sector / perSector)
  // Directories that lie so far back in so large a file have told enough by then.
  if (placeAt + 4 > HEADER_BYTES) return LAST_SECTOR
  const place = header.readUInt32LE(placeAt)
  if (place >= LAST_SECTOR) return LAST_SECTOR
  return (await readSector(place)).readUInt32LE(4 * (sector % perSector))
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at)
  if (bytesRead < length) throw new ProblemError('damaged-file', 'the file ends too early')
  return buffer
}

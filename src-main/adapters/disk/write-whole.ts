import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder } from './sync-folder.ts'

const OWNER_ONLY = 0o600
/** Many small pieces cost a system call each: gather so many characters first. */
const GATHER_CHARACTERS = 64 * 1024

export type Pieces = AsyncIterable<string> | Iterable<string>

/** A name in the staging folder that nobody else has. */
export const stagedPath = (stagingDir: string, suffix = '.part'): string =>
  path.join(stagingDir, `${randomBytes(12).toString('hex')}${suffix}`)

/** Where files are written before they are put in place, and how that is made to last. */
export interface WritingPlace {
  readonly stagingDir: string
  readonly syncFolder?: (path: string) => Promise<void>
}

/**
 * Writes a file so that a reader sees the old one or the new one, whole, also after a power cut: temporary name, fsync,
 * rename, fsync of the folder. Answers its size in bytes.
 */
export async function writeWhole(place: WritingPlace, target: string, pieces: Pieces): Promise<number> {
  const temporary = stagedPath(place.stagingDir)
  const sync = place.syncFolder ?? syncFolder
  try {
    const file = await open(temporary, 'wx', OWNER_ONLY)
    let sizeBytes = 0
    try {
      sizeBytes = await writePieces(file, pieces)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, target)
    await sync(path.dirname(target))
    return sizeBytes
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function writePieces(file: FileHandle, pieces: Pieces): Promise<number> {
  let sizeBytes = 0
  let gathered = ''
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(gathered, 'utf8')
    gathered = ''
    await file.writeFile(bytes)
    sizeBytes += bytes.byteLength
  }
  for await (const piece of pieces) {
    gathered += piece
    if (gathered.length >= GATHER_CHARACTERS) await flush()
  }
  await flush()
  return sizeBytes
}

import { createReadStream } from 'node:fs'
import { open, readdir, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { isStorageTrouble } from '../../core/job/storage-trouble.ts'
import type { DiskSpace, StagingArea } from '../../core/ports/staging-area.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { stagedPath } from './write-whole.ts'

const MIB = 1024 * 1024
/** Asking the disk for its room at each piece would be slow; a disk doesn't fill faster than this. */
const LOOK_EVERY_BYTES = 16 * MIB

/** The room that is left for us on the folder's disk. */
export const diskSpace = (folder: string): DiskSpace => ({
  async freeBytes() {
    const disk = await statfs(folder)
    return disk.bavail * disk.bsize
  },
})

/** Uploads in a folder of the data folder, so that becoming a job's is a rename. */
export function diskStagingArea(stagingDir: string, reserveBytes: number, space: DiskSpace): StagingArea {
  const assertRoom = async (): Promise<void> => {
    const free = await space.freeBytes()
    if (free < reserveBytes) throw new ProblemError('storage-full', roomWords(free, reserveBytes))
  }
  return {
    async stage(bytes, maxBytes, signal) {
      await assertRoom()
      const target = stagedPath(stagingDir)
      try {
        return { path: target, sizeBytes: await receive({ target, bytes, maxBytes, signal, assertRoom }) }
      } catch (error) {
        await rm(target, { force: true })
        throw problemOfUpload(error)
      }
    },
    async discard(file) {
      if (path.dirname(path.resolve(file)) !== path.resolve(stagingDir)) return
      await rm(file, { force: true })
    },
    async passOn(extension, draw) {
      await assertRoom()
      const target = stagedPath(stagingDir, extension)
      try {
        await draw(target)
      } catch (error) {
        await rm(target, { force: true })
        throw error
      }
      return takeAway(target)
    },
    async sweep() {
      for (const name of await readdir(stagingDir)) {
        await rm(path.join(stagingDir, name), { force: true, recursive: true })
      }
    },
  }
}

async function* takeAway(target: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(target)
  } finally {
    await rm(target, { force: true })
  }
}

interface Upload {
  readonly target: string
  readonly bytes: AsyncIterable<Uint8Array>
  readonly maxBytes: number
  readonly signal: AbortSignal
  readonly assertRoom: () => Promise<void>
}

async function receive({ target, bytes, maxBytes, signal, assertRoom }: Upload): Promise<number> {
  const file = await open(target, 'wx', 0o600)
  try {
    let sizeBytes = 0
    let lookAt = LOOK_EVERY_BYTES
    for await (const piece of bytes) {
      signal.throwIfAborted()
      sizeBytes += piece.byteLength
      if (sizeBytes > maxBytes) {
        throw new ProblemError('file-too-large', `At most ${Math.floor(maxBytes / MIB)} MB are accepted`)
      }
      if (sizeBytes > lookAt) {
        await assertRoom()
        lookAt = sizeBytes + LOOK_EVERY_BYTES
      }
      await file.writeFile(piece)
    }
    signal.throwIfAborted()
    await file.sync()
    return sizeBytes
  } finally {
    await file.close()
  }
}

function problemOfUpload(error: unknown): unknown {
  if (error instanceof ProblemError) return error
  if (isStorageTrouble(error))
    return new ProblemError('storage-full', 'The disk took no more', { cause: error })
  return new ProblemError('upload-cut-off', '', { cause: error })
}

const roomWords = (free: number, needed: number): string =>
  `${Math.floor(free / MIB)} MB are free, ${Math.ceil(needed / MIB)} MB are needed`

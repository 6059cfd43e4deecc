import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { userInfo } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ProblemError } from '../../../core/problem-error.ts'

/** Longer than the pages of a job wait between being counted and being read; a converted document is a private thing. */
const KEPT_MS = 60 * 60 * 1000

/** The folder of converted documents; nobody else can look into it. */
export async function cacheFolder(root: string): Promise<string> {
  const { uid, username } = userInfo()
  const folder = path.join(root, `pageloom-converted-${uid >= 0 ? uid : username}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await lstat(folder)
  const isOurs = found.isDirectory() && (uid < 0 || (found.uid === uid && (found.mode & 0o077) === 0))
  if (!isOurs) throw new ProblemError('internal', `${folder} belongs to somebody else`)
  return folder
}

/** Where the conversion of a file is kept: by what is in the file, wherever it lies. */
export async function cachedPath(folder: string, inputPath: string, extension: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(inputPath), hash)
  return path.join(folder, `${hash.digest('hex')}.${extension}`)
}

/** Whether the conversion is there. If so, it is kept for another while. */
export async function isCached(file: string): Promise<boolean> {
  try {
    const now = new Date()
    await utimes(file, now, now)
    return (await stat(file)).size > 0
  } catch {
    return false
  }
}

/** Deletes what nobody has used for a while, and what was left over by somebody who was stopped. */
export async function sweep(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const found = await stat(file).catch(() => undefined)
    if (found && now - found.mtimeMs > KEPT_MS)
      await rm(file, { recursive: true, force: true }).catch(() => {})
  }
}

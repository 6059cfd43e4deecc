import { readFile, stat } from 'node:fs/promises'
import { ProblemError } from '../../../core/problem-error.ts'

const MIB = 1024 * 1024

/** The whole of a file that is no larger than this. Throws file-too-large. */
export async function readTextFile(path: string, mostBytes: number): Promise<Uint8Array> {
  const { size } = await stat(path)
  if (size > mostBytes)
    throw new ProblemError(
      'file-too-large',
      `${Math.ceil(size / MIB)} MB; of this kind at most ${mostBytes / MIB} MB are read`,
    )
  return readFile(path)
}

import { open, stat } from 'node:fs/promises'
import { ProblemError } from '../../core/problem-error.ts'
import { HEAD_BYTES } from '../../core/recognition/inspection/media-type.ts'

/** The first bytes of a file, enough to tell its kind. Folders, pipes and devices are refused without being read. */
export async function readFileHead(path: string): Promise<Uint8Array> {
  const found = await stat(path)
  if (!found.isFile()) {
    throw new ProblemError(
      'not-supported',
      found.isDirectory() ? 'it is a folder' : 'it is not an ordinary file',
    )
  }
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

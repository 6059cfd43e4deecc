import { open } from 'node:fs/promises'
import { readImageHeader } from './read-image-header.ts'

/** Orientation and size stand well within this. */
const HEAD_BYTES = 512 * 1024

/** Whether a JPEG is shown as it lies in the file, without being turned. */
export async function isPlainJpeg(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return readImageHeader('image/jpeg', buffer.subarray(0, bytesRead))?.orientation === 1
  } finally {
    await file.close()
  }
}

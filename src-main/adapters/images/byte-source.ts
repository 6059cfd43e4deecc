import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Bytes that are read where they are needed. */
export interface ByteSource {
  readonly sizeBytes: number
  /** As many of the bytes from `offset` on as there are, at most `length`. */
  read(offset: number, length: number): Buffer
}

/** The bytes of a block in memory. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    sizeBytes: buffer.length,
    read: (offset, length) => buffer.subarray(Math.max(0, offset), Math.max(0, offset + length)),
  }
}

/** The bytes of a file on disk. Close it to give the file back. */
export function bytesOfFile(path: string): ByteSource & { close(): void } {
  const descriptor = openSync(path, 'r')
  const sizeBytes = fstatSync(descriptor).size
  return {
    sizeBytes,
    read(offset, length) {
      const wanted = Math.max(0, Math.min(length, sizeBytes - offset))
      const buffer = Buffer.allocUnsafe(wanted)
      let done = 0
      while (done < wanted) {
        const count = readSync(descriptor, buffer, done, wanted - done, offset + done)
        if (count === 0) break
        done += count
      }
      return buffer.subarray(0, done)
    },
    close: () => closeSync(descriptor),
  }
}

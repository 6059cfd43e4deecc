import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Bytes that are read where they are needed. */
export interface ByteSource {
  readonly sizeBytes: number
  /** As many of the bytes from `offset` on as there are, at most `length`. */
  read(offset: number, length: number): Buffer
  /** Fills the block with the bytes from `offset` on; tells how many there were. */
  fill(block: Uint8Array, offset: number): number
}

/** The bytes of a block in memory. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    sizeBytes: buffer.length,
    read: (offset, length) => buffer.subarray(Math.max(0, offset), Math.max(0, offset + length)),
    fill: (block, offset) => buffer.copy(block, 0, offset),
  }
}

/** The bytes of a file on disk. Close it to give the file back. */
export function bytesOfFile(path: string): ByteSource & { close(): void } {
  const descriptor = openSync(path, 'r')
  const sizeBytes = fstatSync(descriptor).size
  const fill = (block: Uint8Array, offset: number) => {
    let done = 0
    while (done < block.length) {
      const count = readSync(descriptor, block, done, block.length - done, offset + done)
      if (count === 0) break
      done += count
    }
    return done
  }
  return {
    sizeBytes,
    read(offset, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, sizeBytes - offset)))
      return buffer.subarray(0, fill(buffer, offset))
    },
    fill,
    close: () => closeSync(descriptor),
  }
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ProblemError } from '../../core/problem-error.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** Length, callback and its parameter, each of 32 bits: PDFium's FPDF_FILEACCESS. */
const FILE_ACCESS_BYTES = 12
/** PDFium for 32 bits tells lengths in signed ones. */
const LARGEST_FILE_BYTES = 2 ** 32 - 1

/** Bytes that are read by blocks. */
export interface BlockSource {
  readonly sizeBytes: number
  /** Fills the block with what stands from `position` on; false where that much is not there. */
  fill(block: Uint8Array, position: number): boolean
}

/** A file that PDFium reads by blocks. */
export interface FileAccess {
  /** What FPDF_LoadCustomDocument wants. */
  readonly pointer: Pointer
  close(): void
}

/** Opens a file for PDFium to read from as it needs. */
export function openFileAccess(library: PdfiumLibrary, path: string): FileAccess {
  const descriptor = openSync(path, 'r')
  const sizeBytes = fstatSync(descriptor).size
  if (sizeBytes === 0 || sizeBytes > LARGEST_FILE_BYTES) {
    closeSync(descriptor)
    if (sizeBytes === 0) throw new ProblemError('empty-file')
    throw new ProblemError(
      'file-too-large',
      `${sizeBytes} bytes; PDF files can be up to ${LARGEST_FILE_BYTES}`,
    )
  }
  const fill = (block: Uint8Array, position: number) => readFully(descriptor, block, position)
  const access = openBlockAccess(library, { sizeBytes, fill })
  return {
    pointer: access.pointer,
    close() {
      access.close()
      closeSync(descriptor)
    },
  }
}

/** Gives PDFium bytes that are no file of their own. */
export function openBlockAccess(library: PdfiumLibrary, source: BlockSource): FileAccess {
  // The parameter of the struct, where to read in the file, where to write in memory, how much.
  const readBlock = (...[, position = 0, target = 0, size = 0]: readonly number[]) => {
    try {
      const block = library.bytes().subarray(target >>> 0, (target >>> 0) + (size >>> 0))
      return source.fill(block, position >>> 0) ? 1 : 0
    } catch {
      return 0
    }
  }
  const callback = library.addCallback(readBlock, 'iiiii')
  const pointer = library.call.malloc(FILE_ACCESS_BYTES)
  library.words().set([source.sizeBytes, callback, 0], pointer >> 2)
  return {
    pointer,
    close() {
      library.removeCallback(callback)
      library.call.free(pointer)
    },
  }
}

function readFully(descriptor: number, block: Uint8Array, position: number): boolean {
  let done = 0
  while (done < block.length) {
    const count = readSync(descriptor, block, done, block.length - done, position + done)
    if (count === 0) return false
    done += count
  }
  return true
}

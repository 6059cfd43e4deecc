import { closeSync, openSync, writeSync } from 'node:fs'
import { ProblemError } from '../../core/problem-error.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** PDFium's FPDF_FILEWRITE: version and callback, each of 32 bits. */
const FILE_WRITE_BYTES = 8
/** The whole file anew, its streams copied as they are, without encryption. */
const WHOLE_FILE = 3

/** Writes a document to a new file, piece by piece. */
export function savePdf(library: PdfiumLibrary, document: Pointer, outputPath: string): void {
  const file = openSync(outputPath, 'wx', 0o600)
  let fault: unknown
  const writeBlock = (...[, source = 0, size = 0]: readonly number[]) => {
    try {
      const block = library.bytes().subarray(source >>> 0, (source >>> 0) + (size >>> 0))
      for (let done = 0; done < block.length; ) done += writeSync(file, block, done)
      return 1
    } catch (error) {
      fault = error
      return 0
    }
  }
  const callback = library.addCallback(writeBlock, 'iiii')
  const target = library.call.malloc(FILE_WRITE_BYTES)
  try {
    library.words().set([1, callback], target >> 2)
    const isSaved = library.guard('damaged-file', () =>
      library.call.FPDF_SaveAsCopy(document, target, WHOLE_FILE),
    )
    if (fault !== undefined)
      throw new ProblemError('storage-full', 'the PDF could not be written', { cause: fault })
    if (!isSaved) throw new ProblemError('damaged-file', 'the PDF could not be written anew')
  } finally {
    library.call.free(target)
    library.removeCallback(callback)
    closeSync(file)
  }
}

import type { SearchablePdfOrder } from '../../../src-shared/contract/worker-wire.ts'

/** The process that writes searchable PDFs; there is none while nobody wants one. */
export interface PdfWriter {
  /**
   * Writes the file at the order's output path. Throws damaged-file, password-needed, password-wrong, page-timeout,
   * page-memory, page-crashed, storage-full, workers-unavailable.
   */
  write(order: SearchablePdfOrder): Promise<void>
  close(): Promise<void>
}

import { ProblemError } from '../problem-error.ts'

const CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS'])

/** Whether an error says that the disk takes no more at present: work waits then rather than fails. */
export function isStorageTrouble(error: unknown): boolean {
  if (error instanceof ProblemError) return error.code === 'storage-full'
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  return CODES.has(error.code) || error.code === 'SQLITE_FULL' || error.code.startsWith('SQLITE_IOERR')
}

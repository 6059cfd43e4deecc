import type { JobId } from '../../../src-shared/contract/job.ts'

const LONGEST_NAME = 80

/** `{clean_filename}_{YYYYMMDD_HHMMSS}_{8 hex}`, UTC. It is the name of the job's folder too, so it holds nothing but safe letters. */
export function jobId(fileName: string, createdAt: number, hex: string): JobId {
  const [date = '', time = ''] = new Date(createdAt).toISOString().split('T')
  return `${cleanFileName(fileName)}_${date.replaceAll('-', '')}_${time.slice(0, 8).replaceAll(':', '')}_${hex}`
}

/** Keeps `[A-Za-z0-9._-]`; at most 80 characters, never empty, `.` or `..`. */
export function cleanFileName(fileName: string): string {
  const clean = fileName.replace(/[^A-Za-z0-9._-]/gu, '_').slice(0, LONGEST_NAME)
  return clean === '' || clean === '.' || clean === '..' ? '_' : clean
}

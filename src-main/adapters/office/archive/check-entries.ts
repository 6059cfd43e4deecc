import { ProblemError } from '../../../core/problem-error.ts'
import { ARCHIVE_LIMITS } from './archive-limits.ts'

interface PackedEntry {
  readonly fileName: string
  readonly fileNameLength: number
  readonly compressedSize: number
  readonly uncompressedSize: number
  readonly relativeOffsetOfLocalHeader: number
  isEncrypted(): boolean
}

/** Bytes of a local header before its name. */
const LOCAL_HEADER_BYTES = 30

/** Throws where an archive's directory tells of a bomb, of parts that share bytes or names, or of encryption. */
export function checkEntries(entries: readonly PackedEntry[], fileBytes: number): void {
  checkSize(entries, fileBytes)
  checkOverlaps(entries)
  const names = new Set(entries.map(({ fileName }) => fileName))
  if (names.size < entries.length) throw new ProblemError('damaged-file', 'two parts have the same name')
  const locked = entries.find(entry => entry.isEncrypted())
  if (locked) throw new ProblemError('damaged-file', `${locked.fileName} is encrypted`)
}

function checkSize(entries: readonly PackedEntry[], fileBytes: number): void {
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  const most = ARCHIVE_LIMITS.unpackedBytes
  if (unpacked > most) throw new ProblemError('archive-bomb', `${unpacked} bytes; the most is ${most}`)
  if (unpacked > ARCHIVE_LIMITS.ratioFromBytes && unpacked > fileBytes * ARCHIVE_LIMITS.ratio)
    throw new ProblemError(
      'archive-bomb',
      `${fileBytes} bytes unpack to ${unpacked}, more than ${ARCHIVE_LIMITS.ratio} times as much`,
    )
}

/** Bombs that grow by the square let many parts share the same bytes. */
function checkOverlaps(entries: readonly PackedEntry[]): void {
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  let end = 0
  for (const entry of inOrder) {
    const start = entry.relativeOffsetOfLocalHeader
    if (start < end) throw new ProblemError('damaged-file', `${entry.fileName} overlaps another part`)
    end = start + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize
  }
}

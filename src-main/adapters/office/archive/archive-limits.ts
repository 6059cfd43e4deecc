const MIB = 1024 * 1024

/** What an office file may unpack to. Real ones stay far below; what lies above is made to do harm. */
export const ARCHIVE_LIMITS = {
  unpackedBytes: 512 * MIB,
  /** A part that is wanted whole, not piece by piece, must fit into a worker's memory with what is made of it. */
  partBytes: 128 * MIB,
  /** Text repeats itself: XML of 50 to 1 is common, more than this is not. */
  ratio: 100,
  /** Below this the ratio does no harm. */
  ratioFromBytes: 50 * MIB,
  entries: 10_000,
} as const

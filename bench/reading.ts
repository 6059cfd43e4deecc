import type { Box, Rotation } from '../src-shared/contract/page.ts'

/** A word as a program read it, with how sure it says it is. */
export interface ReadWord {
  readonly text: string
  /** 0 to 1. Programs that are sure of lines only give each word its line's. */
  readonly confidence: number
}

/** A line as a program read it. */
export interface ReadLine {
  readonly words: readonly ReadWord[]
  /** In pixels of the upright page image. */
  readonly box: Box
}

/** What a program read from one page, and what that took. */
export interface PageReading {
  /** All text in the program's own order. */
  readonly text: string
  readonly lines: readonly ReadLine[]
  /** Clockwise turn that made the page upright, where the program tells it. */
  readonly rotation?: Rotation
  readonly seconds: number
  /** User and system time; the mean where it is known for all pages together only. */
  readonly cpuSeconds: number
  /** The most that the program's processes held. */
  readonly peakBytes: number
}

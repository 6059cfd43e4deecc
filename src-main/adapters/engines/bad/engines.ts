import type { ReadLinesResult, TextEngine } from '../../../core/ports/text-engine.ts'

/** Ends its process as a fault in native code would. For tests only. */
export const crashingEngine: TextEngine = {
  async readLines() {
    process.abort()
  },
}

/** Never comes back and never yields. For tests only. */
export const hangingEngine: TextEngine = {
  async readLines() {
    for (;;);
  },
}

const CHUNK_BYTES = 32 * 1024 * 1024

/** Takes memory until it is stopped. For tests only. */
export const greedyEngine: TextEngine = {
  async readLines() {
    const taken: Buffer[] = []
    for (;;) {
      taken.push(Buffer.alloc(CHUNK_BYTES, 1))
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  },
}

/** Answers nonsense. For tests only. */
export const babblingEngine: TextEngine = {
  async readLines(): Promise<ReadLinesResult> {
    const box = { left: Number.NaN, top: -1e9, right: 1e12, bottom: Number.POSITIVE_INFINITY }
    const line = { text: '\uD800\u0000', box, confidence: 7, words: [] }
    return { lines: [line], rotation: 0, skewDegrees: Number.NaN, notices: [] }
  },
}

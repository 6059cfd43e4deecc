import type { TextEngine } from '../../../core/ports/text-engine.ts'

/** Reads nothing, at once: for tests of everything around recognition. */
export const nullEngine: TextEngine = {
  async readLines() {
    return { lines: [], rotation: 0, skewDegrees: 0, notices: [] }
  },
}

import type { Spelling } from '../open-spelling.ts'
import { withWords } from './join-readings.ts'
import type { LineReading } from './line-reading.ts'
import { mendMarks } from './mend-marks.ts'
import { mendSpelling } from './mend-spelling.ts'

/** Mends doubtful letters of a page, and marks on letters, by how its languages spell; a page of none that we know stays as it is. */
export async function mendPage(
  readings: readonly LineReading[],
  spelling: Spelling,
): Promise<readonly LineReading[]> {
  const words = readings.flatMap(reading => reading.words)
  if (words.length === 0) return readings
  const model = await spelling.ofPage(words.map(({ word }) => word.text))
  if (!model) return readings
  return readings.map(reading => {
    const mended = reading.words.map(word => mendMarks(mendSpelling(word, model), model))
    return mended.every((word, at) => word === reading.words[at]) ? reading : withWords(reading, mended)
  })
}

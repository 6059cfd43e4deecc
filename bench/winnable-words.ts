import { cjkShare } from '../src-main/adapters/engines/paddle/reading/cjk-share.ts'
import { cropWidth } from '../src-main/adapters/engines/paddle/reading/crop-line.ts'
import {
  signsOfRereading,
  surenessOfPage,
} from '../src-main/adapters/engines/paddle/reading/gain-of-rereading.ts'
import type { LineReading } from '../src-main/adapters/engines/paddle/reading/line-reading.ts'
import { alignLines } from './align-lines.ts'
import type { LineReadTwice } from './read-twice.ts'

/** A word that both models have read: its signs, how wide it is, and whether only the careful one has it right. */
export interface WinnableWord {
  readonly signs: readonly number[]
  readonly widthPx: number
  readonly confidence: number
  readonly isWon: boolean
}

const LETTER = /[\p{L}\p{N}]/u

/** The words of a page's lines that have letters. Lines whose words the truth can't judge one by one, as Chinese, are left out. */
export function winnableWords(
  twice: readonly LineReadTwice[],
  truth: string,
  ignoreCase: boolean,
): WinnableWord[] {
  const quick = judgeWords(
    twice.map(line => line.quick),
    truth,
    ignoreCase,
  )
  const careful = judgeWords(
    twice.map(line => line.careful),
    truth,
    ignoreCase,
  )
  const sureness = surenessOfPage(twice.map(line => line.quick))
  return twice.flatMap(({ quick: { quad, squeeze, stepPx, words } }, line) =>
    words.flatMap((reading, at) => {
      const { word, from, to } = reading
      const isRight = quick[line]?.[at]?.isRight
      if (isRight === undefined || !LETTER.test(word.text)) return []
      const again = (careful[line] ?? []).filter(({ middle }) => middle > from && middle < to)
      return {
        signs: signsOfRereading(reading, stepPx, sureness),
        widthPx: (to - from) * cropWidth(quad, squeeze),
        confidence: word.confidence,
        isWon: !isRight && again.length > 0 && again.every(each => each.isRight),
      }
    }),
  )
}

/** For each line its words: where they stand, as a share of its width, and whether they are right. */
function judgeWords(readings: readonly LineReading[], truth: string, ignoreCase: boolean) {
  const aligned = alignLines(
    truth,
    readings.map(reading => reading.line),
    ignoreCase,
  )
  return readings.map(({ line, words }, index) => {
    const judged = cjkShare(line.text) > 0 ? [] : (aligned.lines[index]?.words ?? [])
    return judged.map(({ isRight }, at) => {
      const { from = 0, to = 0 } = words[at] ?? {}
      return { middle: (from + to) / 2, isRight }
    })
  })
}

import type { Word } from '../../../../../src-shared/contract/page.ts'
import { heightOf, type PlacedLine, quantile, unionOf } from '../placed-line.ts'

/** Where the lines of a text begin and end for the most part. */
export interface Margins {
  readonly left: number
  readonly right: number
}

/** A piece that stands out of the column does so by this many line heights. */
const STICKS_OUT = 1.5
const LEAST_LINES = 10
/** Indents and short last lines do not count. */
const MARGIN_SHARE = 0.3
/** Text is flush where no more of its lines stand out. */
const ODD_ONES = 0.125
/** Numbers with letters and brackets between them and Chinese or blanks. */
const AT_END = /(?<=[\p{Script=Han}\p{P}])\d[^\p{Script=Han}\s]{2,11}$/u
const AT_START = /^\d[^\p{Script=Han}\s]{2,11}(?=[\p{Script=Han}])/u

/** The margins of running text, at the sides where its lines are flush; undefined where it has too few lines. */
export function marginsOf(running: readonly PlacedLine[]): Margins | undefined {
  if (running.length < LEAST_LINES) return undefined
  const lefts = running.map(({ box }) => box.left)
  const rights = running.map(({ box }) => box.right)
  const slack = quantile(
    running.map(({ box }) => heightOf(box)),
    0.5,
  )
  const left = quantile(lefts, MARGIN_SHARE)
  const right = quantile(rights, 1 - MARGIN_SHARE)
  const isFew = (some: readonly number[]) => some.length <= ODD_ONES * running.length
  return {
    left: isFew(lefts.filter(each => each < left - slack)) ? left : -Infinity,
    right: isFew(rights.filter(each => each > right + slack)) ? right : Infinity,
  }
}

/** A line whose first or last number stands in the page's margin is two: the note there and the line of the text. Otherwise it is itself. */
export function partStickingOut(line: PlacedLine, margins: Margins): readonly PlacedLine[] {
  const reach = STICKS_OUT * heightOf(line.box)
  const { words } = line.line
  const [first] = words
  const last = words.at(-1)
  if (last && line.box.right > margins.right + reach) {
    const rest = words.slice(0, -1)
    if (last.box.left > margins.right && rest.length > 0) return [piece(line, rest), piece(line, [last])]
    const [head, tail] = cut(last, AT_END.exec(last.text)?.index, margins.right)
    return tail ? [piece(line, [...rest, head]), piece(line, [tail])] : [line]
  }
  if (first && line.box.left < margins.left - reach) {
    const rest = words.slice(1)
    if (first.box.right < margins.left && rest.length > 0) return [piece(line, rest), piece(line, [first])]
    const [head, tail] = cut(first, AT_START.exec(first.text)?.[0].length, margins.left)
    return tail ? [piece(line, [tail, ...rest]), piece(line, [head])] : [line]
  }
  return [line]
}

/** A word in two pieces at this letter, which stands at the place x; only the word where there is no such letter. */
function cut(word: Word, at: number | undefined, x: number): readonly [Word, Word?] {
  if (at === undefined) return [word]
  return [
    { ...word, text: word.text.slice(0, at), box: { ...word.box, right: x } },
    { ...word, text: word.text.slice(at), box: { ...word.box, left: x } },
  ]
}

function piece(placed: PlacedLine, words: readonly Word[]): PlacedLine {
  const { quad: _, ...line } = placed.line
  const box = unionOf(words.map(word => word.box))
  return {
    ...placed,
    box: { ...placed.box, left: box.left, right: box.right },
    line: { ...line, box, words: [...words], text: words.map(word => word.text).join(' ') },
  }
}

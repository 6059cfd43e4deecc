import { middleY } from '../placed-line.ts'
import type { Ruling } from './find-rulings.ts'
import type { TableWord } from './table-words.ts'

/** A ruling this far inside a word, in line heights, parts it. */
const INSIDE = 0.25
/** The parting may be so many letters off: widths of letters differ. */
const NEAR = 2

/** Parts words that were read across an upright ruling, as narrow cells are. Letters of another kind tell where best. */
export function splitWords(
  words: readonly TableWord[],
  uprights: readonly Ruling[],
  unit: number,
): TableWord[] {
  const sorted = uprights.toSorted((a, b) => a.at - b.at)
  return words.flatMap(word => {
    let rest = word
    const parts: TableWord[] = []
    for (const { at, from, to } of sorted) {
      const y = middleY(rest.box)
      if (y < from || y > to || at < rest.box.left + INSIDE * unit || at > rest.box.right - INSIDE * unit)
        continue
      const letters = [...rest.word.text]
      const cut = cutNear(letters, (at - rest.box.left) / (rest.box.right - rest.box.left))
      if (cut <= 0 || cut >= letters.length) continue
      const shift = at - rest.box.left
      const [left, right] = [letters.slice(0, cut).join(''), letters.slice(cut).join('')]
      const { box } = rest.word
      parts.push({
        ...rest,
        box: { ...rest.box, right: at },
        word: { ...rest.word, text: left, box: { ...box, right: box.left + shift } },
      })
      rest = {
        ...rest,
        box: { ...rest.box, left: at },
        word: { ...rest.word, text: right, box: { ...box, left: box.left + shift } },
      }
    }
    return [...parts, rest]
  })
}

/** Where the letters change their kind, near the share of their width; otherwise there. */
function cutNear(letters: readonly string[], share: number): number {
  const wanted = Math.round(share * letters.length)
  for (let off = 0; off <= NEAR; off++)
    for (const cut of [wanted - off, wanted + off])
      if (cut > 0 && cut < letters.length && kindOf(letters[cut - 1]) !== kindOf(letters[cut])) return cut
  return wanted
}

function kindOf(letter = ''): string {
  if (/[\d.,%]/.test(letter)) return 'digit'
  if (/\p{Lu}/u.test(letter)) return 'capital'
  return /\p{L}/u.test(letter) ? 'letter' : 'sign'
}

import type { DecodedCharacter } from './decode-ctc.ts'

/** Words stay whose zeros and Os are all surer: codes and formulas mix letters and figures. */
const SURE = 0.97
const WORD = /\S+/gu
const ZERO_OR_O = /^[0oOQ]$/
/** Three signs or more, the first of them a figure, and no letter but what a zero is taken for. */
const NUMBER = /^(?=(?:[^\p{N}oOQ]*[\p{N}oOQ]){3})\P{L}*\p{N}[\P{L}oOQ]*$/u
const O_OF_NUMBER = /[oOQ]/g
/** What stands between marks. */
const PART = /[\p{L}\p{N}]+/gu
const OTHER_FIGURE = /[^\P{N}0]/u
const ZERO_AFTER_SMALL = /(?<=\p{Ll}0*)0/gu
const ZERO_AMONG_CAPITALS = /(?<=\p{Lu}0*)0(?=0*\p{Lu})/gu

/**
 * Takes zeros among letters for an O, and an O among figures for a zero, where the recogniser doubts one of the word: in most print they
 * look the same, and only the signs beside them tell.
 */
export function mendZeros(read: readonly DecodedCharacter[]): DecodedCharacter[] {
  const text = read.map(character => character.text).join('')
  if (text.length !== read.length || !read.some(isDoubtful)) return [...read]
  const likely = text.replace(WORD, (word, at: number) =>
    read.slice(at, at + word.length).some(isDoubtful) ? likelyWord(word) : word,
  )
  return read.map((character, at) => ({ ...character, text: likely[at] ?? character.text }))
}

const isDoubtful = ({ text, probability }: DecodedCharacter): boolean =>
  probability < SURE && ZERO_OR_O.test(text)

const likelyWord = (word: string): string =>
  NUMBER.test(word) ? word.replace(O_OF_NUMBER, '0') : word.replace(PART, likelyPart)

const likelyPart = (part: string): string =>
  OTHER_FIGURE.test(part) ? part : part.replace(ZERO_AFTER_SMALL, 'o').replace(ZERO_AMONG_CAPITALS, 'O')

import type { DecodedCharacter } from './decode-ctc.ts'

/** Dots from a title to its page number: more than an ellipsis has, but before a number stand no ellipses. */
const LEADER = /[.·…]*(?:[.·]{5}|…[.·]{2}|[.·…]…)[.·…]*|[.·…]{2,}(?=\p{N})/gu

/** Puts spaces around the dots between a title and its page number, which are part of neither. */
export function partLeaders(read: readonly DecodedCharacter[]): DecodedCharacter[] {
  const edges = new Set(leadersIn(read).flatMap(({ from, to }) => [from, to]))
  return read.flatMap((character, at) => {
    const before = read[at - 1]
    const isParted = !before || isSpace(before) || isSpace(character)
    return edges.has(at) && !isParted ? [spaceBetween(before, character), character] : [character]
  })
}

/** The first character of each leader, and the first after it. */
function leadersIn(read: readonly DecodedCharacter[]) {
  const text = read.map(character => character.text).join('')
  // Only signs that stand in no contents page are longer than 1.
  if (text.length !== read.length) return []
  return [...text.matchAll(LEADER)].map(({ index, 0: dots }) => ({ from: index, to: index + dots.length }))
}

const isSpace = ({ text }: DecodedCharacter): boolean => text.trim() === ''

const spaceBetween = (before: DecodedCharacter, after: DecodedCharacter): DecodedCharacter => ({
  text: ' ',
  step: (before.step + after.step) / 2,
  probability: Math.min(before.probability, after.probability),
})

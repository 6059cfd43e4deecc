import type { Line, Word } from '../../../../../src-shared/contract/page.ts'
import { lineWithWords } from './line-with-words.ts'

/** Two full stops: one of them is a speck. */
const DOUBLED_STOP = /(?<=\p{L})\.\.$/u
/** Where a sentence goes on, no dot in the middle of the line's height stands before a word. First in a line it may be a bullet; several part a list. */
const DOT_BEFORE = /^[·•](?=\p{Ll}{2})/u
const GOES_ON = /\p{Ll},?$/u
const DOTS = /[·•]/gu

/** Leaves out specks that were read as dots beside words. */
export function mendSpecks(lines: readonly Line[]): Line[] {
  return lines.map(line => {
    const isList = (line.text.match(DOTS)?.length ?? 0) > 1
    const words = line.words.map((word, at) => withoutSpeck(word, isList ? undefined : line.words[at - 1]))
    return words.every((word, at) => word === line.words[at]) ? line : lineWithWords(line, words)
  })
}

/** `before` is the word before, where a dot between the two is a speck. */
function withoutSpeck(word: Word, before: Word | undefined): Word {
  const stopped = word.text.replace(DOUBLED_STOP, '.')
  const text = before && GOES_ON.test(before.text) ? stopped.replace(DOT_BEFORE, '') : stopped
  return text === word.text ? word : { ...word, text }
}

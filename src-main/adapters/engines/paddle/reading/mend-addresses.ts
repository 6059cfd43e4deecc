import type { Line, Word } from '../../../../../src-shared/contract/page.ts'
import { unionOf } from '../../../../core/recognition/stages/placed-line.ts'
import { lineWithWords } from './line-with-words.ts'

/** What is parted after a dot or an @: `debian.org`, or an ending by itself that is no word. */
const HOST = /^(?:(?:[a-z\d][a-z\d-]*\.)+(?:com|edu|gov|info|net|org)|com|edu|gov|org)(?![\p{L}\p{N}-])/u
const LABEL_OR_USER_LAST = /[\p{L}\p{N}-][.@]$/u
/** An address that goes on, for its host has no ending yet. */
const UNFINISHED = /(?:\bwww\.|:\/\/|[\w-]@[\w-]+\.)(?:[\w-]+\.)*$/u
const ENDED = /\.(?:com|edu|gov|info|net|org)\.$/u
const SCHEME = /\b(?:https?|ftp):$/iu
const SLASHES = /^\/\//u
const LETTER_FIRST = /^[\p{L}\p{N}]/u
/** `www.` begins an address. */
const NEXT_LABEL = /^(?!www\.)[a-z]/u

/** Joins addresses such as `www. debian. org`, into which recognisers put blanks. */
export function mendAddresses(lines: readonly Line[]): Line[] {
  return lines.map(line => {
    const words = line.words.reduceRight(joinIfAddress, [])
    return words.length === line.words.length ? line : lineWithWords(line, words)
  })
}

/** Puts a word before those that follow it, or joins it with the first. */
function joinIfAddress(following: readonly Word[], word: Word): Word[] {
  const [next, ...others] = following
  return next && goesOn(word.text, next.text) ? [joined(word, next), ...others] : [word, ...following]
}

function goesOn(text: string, next: string): boolean {
  if (SCHEME.test(text)) return SLASHES.test(next)
  if (text.endsWith('//')) return UNFINISHED.test(text) && LETTER_FIRST.test(next)
  if (!NEXT_LABEL.test(next)) return false
  return (LABEL_OR_USER_LAST.test(text) && HOST.test(next)) || (UNFINISHED.test(text) && !ENDED.test(text))
}

const joined = (word: Word, next: Word): Word => ({
  ...word,
  text: word.text + next.text,
  box: unionOf([word.box, next.box]),
  confidence: Math.min(word.confidence, next.confidence),
})

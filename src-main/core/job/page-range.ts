import { ProblemError } from '../problem-error.ts'

/**
 * The page numbers that a range like `1,3-5,-2` means, ascending and each once; empty means all. A negative number counts
 * from the end: -1 is the last page, -2 the last but one; `5-` goes on to the end. Throws `page-range-invalid`.
 */
export function pageRange(range: string, pageCount: number): number[] {
  const pages = new Set<number>()
  if (range.trim() === '') return numbersBetween(1, pageCount)
  for (const part of range.split(',')) {
    const { first, last } = readPart(part.trim(), pageCount)
    for (const number of numbersBetween(first, last)) pages.add(number)
  }
  return [...pages].sort((a, b) => a - b)
}

/** `3`, `-2`, `3-5`, `5-`, `-3--1`. */
const PART = /^(-?\d{1,9})(?:\s*-\s*(-?\d{1,9})?)?$/

function readPart(part: string, pageCount: number): { first: number; last: number } {
  const match = PART.exec(part)
  if (!match?.[1]) throw new ProblemError('page-range-invalid', part === '' ? 'A part is empty' : `“${part}”`)
  const first = pageOf(match[1], pageCount)
  const hasDash = part.slice(match[1].length).trim() !== ''
  const last = match[2] === undefined ? (hasDash ? pageCount : first) : pageOf(match[2], pageCount)
  if (last < first) throw new ProblemError('page-range-invalid', `“${part}” ends before it begins`)
  return { first, last }
}

function pageOf(text: string, pageCount: number): number {
  const typed = Number(text)
  const number = typed < 0 ? pageCount + 1 + typed : typed
  if (number >= 1 && number <= pageCount) return number
  const pages = pageCount === 1 ? '1 page' : `${pageCount} pages`
  throw new ProblemError(
    'page-range-invalid',
    `There is no page ${typed}: there ${pageCount === 1 ? 'is' : 'are'} ${pages}`,
  )
}

const numbersBetween = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)

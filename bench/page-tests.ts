import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Type, { type Static } from 'typebox'
import { Parse } from 'typebox/value'
import { gridsIn, tableHolds } from './table-tests.ts'

/** One unit test of a page as olmOCR's benchmark has them. */
export const PageTest = Type.Object({
  id: Type.String(),
  type: Type.String(),
  page: Type.Integer(),
  text: Type.Optional(Type.String()),
  before: Type.Optional(Type.String()),
  after: Type.Optional(Type.String()),
  cell: Type.Optional(Type.String()),
  up: Type.Optional(Type.String()),
  down: Type.Optional(Type.String()),
  left: Type.Optional(Type.String()),
  right: Type.Optional(Type.String()),
  top_heading: Type.Optional(Type.String()),
  left_heading: Type.Optional(Type.String()),
  case_sensitive: Type.Optional(Type.Boolean()),
  first_n: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  last_n: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  max_diffs: Type.Optional(Type.Integer()),
})
export type PageTest = Static<typeof PageTest>

/** All tests of a folder, with the files that they are about. Formulas are another matter. */
export function pageTestsIn(folder: string) {
  return readdirSync(folder)
    .filter(name => name.endsWith('.gt.json'))
    .map(name => ({
      file: path.join(folder, name.replace('.gt.json', '.pdf')),
      tests: Parse(Type.Array(PageTest), JSON.parse(readFileSync(path.join(folder, name), 'utf8'))).filter(
        test => test.type !== 'math',
      ),
    }))
}

/** Whether a page's Markdown passes the test. */
export function passes(test: PageTest, markdown: string): boolean {
  const text = plainText(markdown)
  switch (test.type) {
    case 'present':
      return holds(test, text)
    case 'absent':
      return !holds(test, text)
    case 'order': {
      const before = placeOf(test.before ?? '', text, test.max_diffs)
      const after = lastPlaceOf(test.after ?? '', text)
      return before >= 0 && after > before
    }
    case 'table':
      return gridsIn(markdown).some(grid => tableHolds(grid, test))
    default:
      return false
  }
}

function holds(test: PageTest, text: string): boolean {
  const part = test.first_n ? text.slice(0, test.first_n) : test.last_n ? text.slice(-test.last_n) : text
  const fold = (each: string) => (test.case_sensitive === false ? each.toLowerCase() : each)
  return placeOf(fold(test.text ?? ''), fold(part), test.max_diffs) >= 0
}

/** The text as it would be read aloud: without marks of Markdown and HTML. */
export function plainText(markdown: string): string {
  const bare = markdown
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^#+ |^```.*$|^\s*[-*] /gm, '')
    .replace(/(?<!\\)[*`]+/g, '')
    .replace(/(?<![\p{L}\p{N}\\])_+|(?<!\\)_+(?![\p{L}\p{N}])/gu, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~&:@])/g, '$1')
  return fold(bare)
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[‘’‛`´]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

const lastPlaceOf = (words: string, text: string): number => text.lastIndexOf(fold(words))

/** Where words stand in a text with at most so many characters amiss; -1 where they don't. */
function placeOf(words: string, text: string, mostDiffs = 0): number {
  const wanted = fold(words)
  if (mostDiffs === 0) return text.indexOf(wanted)
  let costs = Array.from({ length: wanted.length + 1 }, (_, row) => row)
  for (let at = 0; at < text.length; at++) {
    const next = [0]
    for (let row = 1; row <= wanted.length; row++) {
      const same = (costs[row - 1] ?? 0) + (wanted[row - 1] === text[at] ? 0 : 1)
      next.push(Math.min(same, (costs[row] ?? 0) + 1, (next[row - 1] ?? 0) + 1))
    }
    costs = next
    if ((costs[wanted.length] ?? 0) <= mostDiffs) return at
  }
  return -1
}

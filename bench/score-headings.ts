import type { OutlineEntry } from '../src-main/core/ports/document-reader.ts'
import type { Page, Region } from '../src-shared/contract/page.ts'

/** A heading that was found, or one that the outline names. */
interface Heading {
  readonly text: string
  readonly level: number
  readonly page: number
}

/** A page by its titles. */
export interface TitledPage extends Pick<Page, 'pageInDocument'> {
  readonly regions: readonly Pick<Region, 'category' | 'text' | 'level'>[]
}

/** How the headings of a document compare with its outline. */
export interface HeadingScore {
  readonly named: number
  /** Those deeper than any entry of the outline do not count, unless they are right. */
  readonly found: number
  readonly right: number
  /** Share of the right ones with the outline's level, counted from the level that most agree on as the first. */
  readonly levelsRight: number
  readonly missing: readonly Heading[]
  readonly extra: readonly Heading[]
}

/** An outline may lead to the page before or after. */
const PAGE_SLACK = 1

/** Compares title regions with an outline: same words, case, blanks and marks aside, on the same page or the next to it. */
export function scoreHeadings(pages: readonly TitledPage[], outline: readonly OutlineEntry[]): HeadingScore {
  const numbers = new Set(pages.map(page => page.pageInDocument))
  const truth = outline
    .filter(entry => numbers.has(entry.pageInDocument))
    .map(({ title, level, pageInDocument }) => ({ text: title, level, page: pageInDocument }))
  const found = pages.flatMap(page =>
    page.regions
      .filter(region => region.category === 'title')
      .map(region => ({ text: region.text, level: region.level ?? 2, page: page.pageInDocument })),
  )
  const deepest = Math.max(...truth.map(entry => entry.level))
  const left = new Set(found)
  const pairs: (readonly [Heading, Heading])[] = []
  const missing: Heading[] = []
  for (const entry of truth) {
    const match = [...left]
      .filter(other => Math.abs(other.page - entry.page) <= PAGE_SLACK && isSame(other.text, entry.text))
      .toSorted((a, b) => Math.abs(a.page - entry.page) - Math.abs(b.page - entry.page))[0]
    if (!match) {
      missing.push(entry)
      continue
    }
    left.delete(match)
    pairs.push([entry, match])
  }
  const offsets = [-2, -1, 0, 1, 2]
  const agreeing = offsets.map(
    offset => pairs.filter(([entry, match]) => entry.level + offset === match.level).length,
  )
  return {
    named: truth.length,
    found: pairs.length + [...left].filter(heading => heading.level <= deepest).length,
    right: pairs.length,
    levelsRight: pairs.length === 0 ? 0 : Math.max(...agreeing) / pairs.length,
    missing,
    extra: [...left],
  }
}

/** Harmonic mean of precision and recall. */
export const f1Of = ({ named, found, right }: HeadingScore): number =>
  named + found === 0 ? 0 : (2 * right) / (named + found)

function isSame(a: string, b: string): boolean {
  return plain(a) === plain(b) || plain(withoutNumber(a)) === plain(withoutNumber(b))
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const withoutNumber = (text: string) =>
  text.replace(/^(chapter|appendix|section|part)?\s*([A-Z]|\d+|[IVX]+)?(\.\d+)*[.:]?\s+(?=\S)/iu, '')

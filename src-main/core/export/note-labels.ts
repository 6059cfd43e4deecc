import type { Page } from '../../../src-shared/contract/page.ts'

/** Labels of footnotes: each page may number its notes anew, a file may not. */
export interface NoteLabels {
  /** How the notes of this page are called in the file. Call it once for each page, in their order. */
  ofPage(page: Page): (label: string) => string
  /** How a label is written where nobody else has it. */
  plain(label: string): string
}

/** What a mark bears whose note stands on a later page: its text was joined to where it began. */
export const noteElsewhere = (label: string, page: number): string => `${label}\n${page}`

/** Follows the footnotes through a file. */
export function noteLabels(): NoteLabels {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  const nameOf = (label: string, page: number): string => {
    const key = noteElsewhere(label, page)
    const known = names.get(key)
    if (known !== undefined) return known
    let name = label
    for (let tries = 1; taken.has(name); tries += 1) name = `${label}-p${page}${'x'.repeat(tries - 1)}`
    taken.add(name)
    names.set(key, name)
    return name
  }
  return {
    ofPage(page) {
      const own = new Set<string>()
      for (const { category, label } of page.regions) {
        if (category !== 'footnote' || label === undefined) continue
        own.add(plain(label))
        nameOf(plain(label), page.number)
      }
      return mark => {
        const [label = '', elsewhere] = mark.split('\n')
        if (elsewhere !== undefined) return nameOf(plain(label), Number(elsewhere))
        return own.has(plain(label)) ? nameOf(plain(label), page.number) : plain(label)
      }
    },
    plain,
  }
}

/** Letters, digits and hyphens in lower case: every reader takes them, and none tells them apart by case. */
function plain(label: string): string {
  const known = SIGNS.get(label) ?? label
  return (
    known
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}-]+/gu, '-') || 'note'
  )
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['*', 'star'],
  ['**', 'star-2'],
  ['***', 'star-3'],
  ['†', 'dagger'],
  ['‡', 'dagger-2'],
  ['§', 'section'],
  ['¶', 'paragraph'],
])

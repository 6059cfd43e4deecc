import type { Page } from '../../../src-shared/contract/page.ts'

/** Labels of footnotes: each page may number its notes anew, a file may not. */
export interface NoteLabels {
  /** How the notes of this page are called in the file. Call it once for each page, in their order. */
  ofPage(page: Page): (label: string) => string
  /** How a label is written where nobody else has it. */
  plain(label: string): string
}

/** Follows the footnotes through a file. */
export function noteLabels(): NoteLabels {
  const taken = new Set<string>()
  return {
    ofPage(page) {
      const own = new Map<string, string>()
      for (const region of page.regions) {
        if (region.category !== 'footnote' || region.label === undefined) continue
        const label = plain(region.label)
        if (own.has(label)) continue
        let name = label
        for (let tries = 1; taken.has(name); tries += 1)
          name = `${label}-p${page.number}${'x'.repeat(tries - 1)}`
        taken.add(name)
        own.set(label, name)
      }
      return label => own.get(plain(label)) ?? plain(label)
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

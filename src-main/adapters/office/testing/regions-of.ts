import type { Page } from '../../../../src-shared/contract/page.ts'

/** The regions of pages as short sentences: `title 1: Heading`, `list 0: • item`, `text: …`. */
export function regionsOf(pages: readonly Page[]): string[] {
  return pages.flatMap(page =>
    page.regions.map(({ category, level, depth, label, text }) => {
      const sign = level ?? depth ?? label
      return `${category}${sign === undefined ? '' : ` ${sign}`}: ${text}`
    }),
  )
}

import type { RegionCategory } from '../../../../src-shared/contract/page.ts'

/** A list item that is being read. Paragraphs of one item become one region. */
export interface ListItem {
  readonly marker: string
  readonly depth: number
}

/** A footnote that is being read. Its paragraphs become one region. */
export interface Note {
  readonly label: string
}

/** What a paragraph becomes. */
export interface BlockPlace {
  readonly category: RegionCategory
  readonly level?: number
  readonly item?: ListItem
  readonly note?: Note
}

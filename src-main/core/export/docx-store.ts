import type { Page } from '../../../src-shared/contract/page.ts'
import { escapeHtml } from './escape-html.ts'
import { noteElsewhere } from './note-labels.ts'
import { OFFICE_RELATIONSHIPS, relationship } from './package-part.ts'

/** The first number of a list that counts, and how deep it stands. */
export interface CountedList {
  readonly depth: number
  readonly start: number
}

/** What a Word document's body refers to, gathered while it is written. */
export interface DocxStore {
  readonly lists: readonly CountedList[]
  /** The id of a list that counts from this number. */
  addList(list: CountedList): number
  linkId(href: string): string
  pictureId(name: string): string
  hasPicture(name: string): boolean
  pictures(): readonly string[]
  /** Footnotes are looked for on the page of their mark, or on the later one that it names. */
  enterPage(page: Page): void
  /** The id of the note that a mark stands for; undefined where there is none, or a mark stands for it already. */
  noteOfMark(label: string): number | undefined
  /** The note that a mark stood for; undefined where there was none. */
  noteOfRegion(label: string): number | undefined
  addFootnote(xml: string): void
  footnotes(): readonly string[]
  relationships(): readonly string[]
  /** Links are found anew from the part with the notes. */
  noteLinks(): readonly string[]
}

/** The numbers 1 and 2 are those of bullets and of the pattern that counts. */
const FIRST_LIST = 3

/** Begins with a document that refers to nothing. */
export function docxStore(): DocxStore {
  const lists: CountedList[] = []
  const links = new Map<string, string>()
  const pictures = new Map<string, string>()
  const notes: string[] = []
  let lastNote = 0
  let marks = new Map<string, number | undefined>()
  // The notes of later pages that were asked for already.
  const ahead = new Map<string, number>()
  const linkRows = () =>
    [...links].map(
      ([href, id]) =>
        `<Relationship Id="${id}" Type="${OFFICE_RELATIONSHIPS}/hyperlink" Target="${escapeHtml(href)}" TargetMode="External"/>`,
    )
  return {
    lists,
    addList(list) {
      lists.push(list)
      return FIRST_LIST + lists.length - 1
    },
    linkId(href) {
      const id = links.get(href) ?? `rIdLink${links.size + 1}`
      links.set(href, id)
      return id
    },
    pictureId(name) {
      const id = pictures.get(name) ?? `rIdPicture${pictures.size + 1}`
      pictures.set(name, id)
      return id
    },
    hasPicture: name => pictures.has(name),
    pictures: () => [...pictures.keys()],
    enterPage(page) {
      const labels = page.regions.flatMap(region =>
        region.category === 'footnote' && region.label !== undefined ? [region.label] : [],
      )
      marks = new Map(labels.map(label => [label, ahead.get(noteElsewhere(label, page.number))]))
    },
    noteOfMark(label) {
      const isAhead = label.includes('\n')
      const asked = isAhead ? ahead : marks
      if ((!isAhead && !marks.has(label)) || asked.get(label) !== undefined) return undefined
      lastNote += 1
      asked.set(label, lastNote)
      return lastNote
    },
    noteOfRegion(label) {
      const id = marks.get(label)
      marks.delete(label)
      return id
    },
    addFootnote: xml => notes.push(xml),
    footnotes: () => notes,
    relationships: () => [
      relationship('rIdStyles', 'styles', 'styles.xml'),
      relationship('rIdNumbering', 'numbering', 'numbering.xml'),
      relationship('rIdFootnotes', 'footnotes', 'footnotes.xml'),
      relationship('rIdSettings', 'settings', 'settings.xml'),
      ...[...pictures].map(([name, id]) => relationship(id, 'image', `media/${name}`)),
      ...linkRows(),
    ],
    noteLinks: linkRows,
  }
}

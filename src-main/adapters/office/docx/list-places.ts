import { type ParagraphStyles, styleChain } from './paragraph-styles.ts'
import type { NumberedList } from './read-numbering.ts'

/** Where in the lists of a document a paragraph stands. */
export interface ListPlace {
  readonly list: string
  readonly level: number
}

/** Finds the place of paragraphs by their properties and writes it there. */
export interface ListPlaces {
  /** Undefined for a paragraph of no list. */
  of(properties: string): ListPlace | undefined
  write(properties: string, place: ListPlace | undefined): string
}

const NUMBERING = /<w:numPr\b[^>]*(?:\/>|>(?:(?!<\/w:numPr>)[\s\S])*<\/w:numPr>)/
const LIST_ID = /<w:numId\b[^>]*?w:val="(\d+)"/
const LEVEL = /<w:ilvl\b[^>]*?w:val="(\d)"/
const STYLE = /<w:pStyle\b[^>]*?w:val="([^"]*)"/
/** A list that no document has takes paragraphs out of those of their style. */
const NO_LIST = '0'

/** The style that a paragraph's properties name. */
export const styleOf = (properties: string): string | undefined => STYLE.exec(properties)?.[1]

/** The list and level that properties name themselves. */
export function ownPlace(properties: string): Partial<ListPlace> {
  const numbering = NUMBERING.exec(properties)?.[0] ?? ''
  const list = LIST_ID.exec(numbering)?.[1]
  const level = LEVEL.exec(numbering)?.[1]
  return { ...(list === undefined ? {} : { list }), ...(level === undefined ? {} : { level: Number(level) }) }
}

/** Places by what a paragraph says, else by its style and those that it stands on, else by the level that names its style. */
export function listPlaces(lists: ReadonlyMap<string, NumberedList>, styles: ParagraphStyles): ListPlaces {
  const byStyle = placesByStyle(lists)

  const placeOf = (properties: string): ListPlace | undefined => {
    const own = ownPlace(properties)
    const style = styleOf(properties)
    const chain = styleChain(style, styles)
    const id = own.list ?? chain.find(({ list }) => list !== undefined)?.list
    if (id === undefined) return style === undefined ? undefined : byStyle.get(style)
    const list = lists.get(id)
    if (!list) return undefined
    if (own.level !== undefined) return { list: id, level: own.level }
    for (const { id: styleId, listLevel } of chain) {
      const level = levelOfStyle(list, styleId) ?? listLevel
      if (level !== undefined) return { list: id, level }
    }
    return { list: id, level: 0 }
  }

  return {
    of(properties) {
      const place = placeOf(properties)
      const level = place && lists.get(place.list)?.levels.get(place.level)
      return level?.format === 'none' && level.pattern.trim() === '' ? undefined : place
    },
    write(properties, place) {
      const isPlain = !NUMBERING.test(properties)
      if (!place && isPlain && !byStyle.has(styleOf(properties) ?? '')) return properties
      const { list, level } = place ?? { list: NO_LIST, level: 0 }
      const numbering = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`
      return isPlain
        ? properties.replace('</w:pPr>', `${numbering}</w:pPr>`)
        : properties.replace(NUMBERING, numbering)
    },
  }
}

function levelOfStyle(list: NumberedList, style: string): number | undefined {
  for (const [level, known] of list.levels) if (known.style === style) return level
  return undefined
}

function placesByStyle(lists: ReadonlyMap<string, NumberedList>): ReadonlyMap<string, ListPlace> {
  const places = new Map<string, ListPlace>()
  for (const [list, { levels }] of lists)
    for (const [level, { style }] of levels)
      if (style !== undefined && !places.has(style)) places.set(style, { list, level })
  return places
}

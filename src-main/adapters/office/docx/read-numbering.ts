import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { childElement, childElements, type XmlElement } from '../archive/xml-element.ts'

/** How items of one level are numbered. */
export interface NumberedLevel {
  /** Word's name for it: `decimal`, `lowerLetter`, `bullet` … */
  readonly format: string
  /** The number with its signs; `%1` stands for the count of the outermost level. */
  readonly pattern: string
  readonly start: number
}

/** A list: its counts go on wherever one of this definition does. */
export interface NumberedList {
  readonly definition: string
  readonly levels: ReadonlyMap<number, NumberedLevel>
  /** Levels that begin anew with this list, and at which number. */
  readonly restarts: ReadonlyMap<number, number>
}

const PART = 'word/numbering.xml'

/** The lists of a Word file by their ids. */
export async function readNumbering(archive: Archive): Promise<ReadonlyMap<string, NumberedList>> {
  const xml = await archive.text(PART)
  const lists = new Map<string, NumberedList>()
  if (xml === undefined) return lists
  const root = parseXml(xml)
  const definitions = new Map<string, ReadonlyMap<number, NumberedLevel>>()
  for (const element of childElements(root, 'w:abstractNum')) {
    definitions.set(element.attributes['w:abstractNumId'] ?? '', levelsOf(element))
  }
  for (const element of childElements(root, 'w:num')) {
    const definition = settingOf(element, 'w:abstractNumId') ?? ''
    const levels = definitions.get(definition)
    const id = element.attributes['w:numId']
    if (levels && id !== undefined) lists.set(id, { definition, levels, restarts: restartsOf(element) })
  }
  return lists
}

function levelsOf(definition: XmlElement): ReadonlyMap<number, NumberedLevel> {
  return new Map(
    childElements(definition, 'w:lvl').map(element => [
      Number(element.attributes['w:ilvl'] ?? 0),
      {
        format: settingOf(element, 'w:numFmt') ?? 'decimal',
        pattern: settingOf(element, 'w:lvlText') ?? '',
        start: Number(settingOf(element, 'w:start') ?? 1),
      },
    ]),
  )
}

function restartsOf(list: XmlElement): ReadonlyMap<number, number> {
  const restarts = new Map<number, number>()
  for (const element of childElements(list, 'w:lvlOverride')) {
    const start = settingOf(element, 'w:startOverride')
    if (start !== undefined) restarts.set(Number(element.attributes['w:ilvl'] ?? 0), Number(start))
  }
  return restarts
}

const settingOf = (parent: XmlElement, name: string): string | undefined =>
  childElement(parent, name)?.attributes['w:val']

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
  /** The style whose paragraphs are items of this level. */
  readonly style: string | undefined
  /** Where the text of an item begins, in Word's units. */
  readonly indent: number | undefined
  /** Numbers of outer levels stand in arabic figures as well. */
  readonly isLegal: boolean
  /** It begins anew after items of that many outermost levels, 0 for none; of all outer levels where it is missing. */
  readonly restartsAfter: number | undefined
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
  const named = new Map<string, string>()
  const links = new Map<string, string>()
  for (const element of childElements(root, 'w:abstractNum')) {
    const id = element.attributes['w:abstractNumId'] ?? ''
    definitions.set(id, levelsOf(childElements(element, 'w:lvl')))
    const name = settingOf(element, 'w:styleLink')
    if (name !== undefined) named.set(name, id)
    const link = settingOf(element, 'w:numStyleLink')
    if (link !== undefined) links.set(id, link)
  }
  for (const element of childElements(root, 'w:num')) {
    const own = settingOf(element, 'w:abstractNumId') ?? ''
    const definition = named.get(links.get(own) ?? '') ?? own
    const levels = definitions.get(definition)
    const id = element.attributes['w:numId']
    if (!levels || id === undefined) continue
    const overrides = childElements(element, 'w:lvlOverride')
    const replaced = levelsOf(overrides.flatMap(override => childElements(override, 'w:lvl')))
    lists.set(id, {
      definition,
      levels: new Map([...levels, ...replaced]),
      restarts: restartsOf(overrides),
    })
  }
  return lists
}

function levelsOf(elements: readonly XmlElement[]): ReadonlyMap<number, NumberedLevel> {
  return new Map(
    elements.map(element => [
      Number(element.attributes['w:ilvl'] ?? 0),
      {
        format: settingOf(element, 'w:numFmt') ?? 'decimal',
        pattern: settingOf(element, 'w:lvlText') ?? '',
        start: Number(settingOf(element, 'w:start') ?? 1),
        style: settingOf(element, 'w:pStyle'),
        indent: indentOf(element),
        isLegal: childElement(element, 'w:isLgl') !== undefined,
        restartsAfter: numberOf(settingOf(element, 'w:lvlRestart')),
      },
    ]),
  )
}

function restartsOf(overrides: readonly XmlElement[]): ReadonlyMap<number, number> {
  const restarts = new Map<number, number>()
  for (const element of overrides) {
    const start = settingOf(element, 'w:startOverride')
    if (start !== undefined) restarts.set(Number(element.attributes['w:ilvl'] ?? 0), Number(start))
  }
  return restarts
}

function indentOf(level: XmlElement): number | undefined {
  const indents = childElement(level, 'w:pPr', 'w:ind')?.attributes
  const left = indents?.['w:left'] ?? indents?.['w:start']
  return left === undefined ? undefined : Number(left)
}

const settingOf = (parent: XmlElement, name: string): string | undefined =>
  childElement(parent, name)?.attributes['w:val']

const numberOf = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value)

import path from 'node:path/posix'
import { ProblemError } from '../../../core/problem-error.ts'
import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { descendants, type XmlElement } from '../archive/xml-element.ts'
import { nameWithin } from './name-within.ts'

/** The names of an e-book's chapters in reading order. Throws damaged-file. */
export async function readSpine(archive: Archive): Promise<string[]> {
  const container = await requiredXml(archive, 'META-INF/container.xml')
  const packageName = named(container, 'rootfile')[0]?.attributes['full-path']
  if (packageName === undefined) throw new ProblemError('damaged-file', 'the e-book names no package')
  const book = await requiredXml(archive, packageName)
  const places = new Map<string, string>()
  for (const { attributes } of named(book, 'item')) {
    const { id, href, 'media-type': mediaType = '' } = attributes
    if (id === undefined || href === undefined || !/html|xml/i.test(mediaType)) continue
    const name = nameWithin(path.dirname(packageName), href)
    if (name !== undefined) places.set(id, name)
  }
  return named(book, 'itemref').flatMap(({ attributes }) => {
    const name = places.get(attributes.idref ?? '')
    return name === undefined || attributes.linear === 'no-show' ? [] : [name]
  })
}

async function requiredXml(archive: Archive, name: string): Promise<XmlElement> {
  const bytes = await archive.read(name)
  if (!bytes) throw new ProblemError('damaged-file', `${name} is missing`)
  return parseXml(bytes)
}

/** Elements by their own name, whatever prefix the file gives them. */
const named = (root: XmlElement, name: string): readonly XmlElement[] => [
  ...descendants(root, name),
  ...descendants(root, `opf:${name}`),
]

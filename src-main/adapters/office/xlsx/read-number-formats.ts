import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { childElement, childElements } from '../archive/xml-element.ts'
import { USUAL_FORMATS } from './usual-formats.ts'

/** The number format by the index of a cell's style. */
export async function readNumberFormats(
  archive: Archive,
  partName: string | undefined,
): Promise<readonly string[]> {
  const bytes = partName === undefined ? undefined : await archive.read(partName)
  if (!bytes) return []
  const styles = parseXml(bytes)
  const own = new Map<number, string>()
  for (const { attributes } of childElements(childElement(styles, 'numFmts'), 'numFmt'))
    own.set(Number(attributes.numFmtId), attributes.formatCode ?? 'General')
  return childElements(childElement(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0)
    return own.get(id) ?? USUAL_FORMATS[id] ?? 'General'
  })
}

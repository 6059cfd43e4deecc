import { getFormatFromId } from 'numfmt'
import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { childElement, childElements } from '../archive/xml-element.ts'

/** Formats that Excel shows as the reader's country does are shown so that all countries read them alike. */
const EVERYWHERE: Readonly<Record<number, string>> = { 14: 'yyyy-mm-dd', 22: 'yyyy-mm-dd hh:mm' }

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
    return own.get(id) ?? EVERYWHERE[id] ?? getFormatFromId(id, 'en-US')
  })
}

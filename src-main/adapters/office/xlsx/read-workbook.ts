import { ProblemError } from '../../../core/problem-error.ts'
import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { partOfType, readRelationships } from '../archive/read-relationships.ts'
import { childElement, childElements } from '../archive/xml-element.ts'

/** A sheet by its name and the part that holds it. */
export interface SheetEntry {
  readonly name: string
  readonly partName: string
}

export interface Workbook {
  /** Those that are shown, in the order of their tabs; sheets of old macros are not among them. */
  readonly sheets: readonly SheetEntry[]
  readonly hiddenCount: number
  readonly isFrom1904: boolean
  readonly stylesPart: string | undefined
  readonly sharedTextsPart: string | undefined
}

/** A sheet that is one chart has no cells, but a drawing as others have. */
const SHEETS = ['worksheet', 'chartsheet']

/** The table of contents of a workbook. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const partName = partOfType(await readRelationships(archive, ''), 'officeDocument') ?? 'xl/workbook.xml'
  const bytes = await archive.read(partName)
  if (!bytes) throw new ProblemError('damaged-file', 'the workbook has no table of contents')
  const root = parseXml(bytes)
  const relationships = await readRelationships(archive, partName)
  const sheets = childElements(childElement(root, 'sheets'), 'sheet').map(({ attributes }) => ({
    name: attributes.name ?? '',
    isHidden: (attributes.state ?? 'visible') !== 'visible',
    relationship: relationships.find(({ id }) => id === attributes['r:id']),
  }))
  const shown = sheets.filter(({ isHidden }) => !isHidden)
  const flag = childElement(root, 'workbookPr')?.attributes.date1904
  return {
    sheets: shown.flatMap(({ name, relationship }) =>
      relationship && SHEETS.includes(relationship.type) && !relationship.isExternal
        ? [{ name, partName: relationship.target }]
        : [],
    ),
    hiddenCount: sheets.length - shown.length,
    isFrom1904: flag === '1' || flag === 'true',
    stylesPart: partOfType(relationships, 'styles'),
    sharedTextsPart: partOfType(relationships, 'sharedStrings'),
  }
}

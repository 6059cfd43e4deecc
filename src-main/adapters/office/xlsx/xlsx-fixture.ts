import { zipOf } from '../archive/zip-fixture.ts'

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The attributes that a sheet's root needs. */
export const SHEET_NAMESPACES = `xmlns="${SHEETS}" xmlns:r="${OFFICE}"`

/** A part that lists where another leads. */
export function relationshipsOf(
  rows: readonly { readonly type: string; readonly target: string; readonly isExternal?: boolean }[],
): string {
  const each = rows.map(
    ({ type, target, isExternal }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"${isExternal ? ' TargetMode="External"' : ''}/>`,
  )
  return `<Relationships xmlns="${RELATIONSHIPS}">${each.join('')}</Relationships>`
}

export interface SheetFixture {
  readonly name: string
  readonly state?: string
  /** What is in the sheet's root: sheetData and what follows it. */
  readonly xml: string
}

interface WorkbookFixture {
  readonly sheets: readonly SheetFixture[]
  /** Texts, or whole `si` elements. */
  readonly sharedTexts?: readonly string[]
  /** Codes of the formats of styles 0, 1 … */
  readonly formats?: readonly string[]
  readonly workbookProperties?: string
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
}

/** A workbook as a file. */
export function xlsxOf({
  sheets,
  sharedTexts = [],
  formats = [],
  workbookProperties = '',
  parts,
}: WorkbookFixture) {
  const sheetParts = sheets.map(({ xml }, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<worksheet ${SHEET_NAMESPACES}>${xml}</worksheet>`,
  ])
  return zipOf({
    '_rels/.rels': relationshipsOf([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `<workbook ${SHEET_NAMESPACES}>${workbookProperties}<sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationshipsOf([
      ...sheets.map((_, index) => ({ type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` })),
      { type: 'sharedStrings', target: 'sharedStrings.xml' },
      { type: 'styles', target: '/xl/styles.xml' },
    ]),
    'xl/sharedStrings.xml': `<sst ${SHEET_NAMESPACES}>${sharedTexts
      .map(text => (text.startsWith('<si>') ? text : `<si><t>${text}</t></si>`))
      .join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${SHEET_NAMESPACES}><numFmts>${formats
      .map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`)
      .join('')}</numFmts><cellXfs>${formats
      .map((_, index) => `<xf numFmtId="${200 + index}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(sheetParts),
    ...parts,
  })
}

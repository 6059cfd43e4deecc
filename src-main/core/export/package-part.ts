/** One file inside a package of files, as DOCX and XLSX are. */
export interface PackagePart {
  readonly path: string
  readonly pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>
}

/** The head of every XML part. */
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
/** The namespace in which relationships are named by their use. */
export const OFFICE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A part that says which other parts, or addresses outside, a part refers to. */
export function relationshipsPart(path: string, relationships: readonly string[]): PackagePart {
  return {
    path,
    pieces: [XML_HEAD, `<Relationships xmlns="${RELATIONSHIPS}">`, ...relationships, '</Relationships>'],
  }
}

/** One relationship; the last part of its type is enough. */
export const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE_RELATIONSHIPS}/${type}" Target="${target}"/>`

/** A part that says what kind each other part is. */
export function contentTypesPart(overrides: readonly (readonly [path: string, type: string])[]): PackagePart {
  return {
    path: '[Content_Types].xml',
    pieces: [
      XML_HEAD,
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      '<Default Extension="xml" ContentType="application/xml"/>',
      '<Default Extension="png" ContentType="image/png"/>',
      '<Default Extension="jpg" ContentType="image/jpeg"/>',
      ...overrides.map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`),
      '</Types>',
    ],
  }
}

/** The usual prefix by namespace. ECMA-376 has two names for most of them, one transitional and one strict. */
const PREFIXES: Readonly<Record<string, string>> = {
  ...office('wordprocessingml', 'w'),
  ...office('presentationml', 'p'),
  ...office('spreadsheetml', ''),
  ...office('drawingml', 'a'),
  ...drawing('wordprocessingDrawing', 'wp'),
  ...drawing('spreadsheetDrawing', 'xdr'),
  ...drawing('picture', 'pic'),
  ...drawing('chart', 'c'),
  ...drawing('diagram', 'dgm'),
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/content-types': '',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup': 'wpg',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas': 'wpc',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing': 'wp14',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/word/2012/wordml': 'w15',
  'http://schemas.microsoft.com/office/drawing/2010/main': 'a14',
  'http://schemas.microsoft.com/office/drawing/2008/diagram': 'dsp',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'http://www.w3.org/XML/1998/namespace': 'xml',
}

/** The name of an element or attribute with the usual prefix of its namespace. */
export function usualName(uri: string, prefix: string, local: string): string {
  const usual = uri === '' ? '' : (PREFIXES[uri] ?? prefix)
  return usual === '' ? local : `${usual}:${local}`
}

/** Whether the readers of office parts know what a namespace means. */
export const isKnownNamespace = (uri: string | undefined): boolean => uri !== undefined && uri in PREFIXES

function office(language: string, prefix: string): Record<string, string> {
  return {
    [`http://schemas.openxmlformats.org/${language}/2006/main`]: prefix,
    [`http://purl.oclc.org/ooxml/${language}/main`]: prefix,
  }
}

function drawing(part: string, prefix: string): Record<string, string> {
  return {
    [`http://schemas.openxmlformats.org/drawingml/2006/${part}`]: prefix,
    [`http://purl.oclc.org/ooxml/drawingml/${part}`]: prefix,
  }
}

import type { ExportFrame } from './export-frame.ts'
import { pageToJson } from './page-to-json.ts'

/** The JSON export's own version: it rises when a field changes its meaning or goes. */
const VERSION = 1

/** JSON: documents, pages, regions, lines, words, one page a line. */
export function jsonFrame(): ExportFrame {
  return {
    begin: name => `{"format":"pageloom","version":${VERSION},"name":${JSON.stringify(name)},"documents":[`,
    beginDocument: ({ number, name, problem }, isFirst) =>
      `${isFirst ? '' : ','}\n${JSON.stringify({ number, name, problem }).slice(0, -1)},"pages":[`,
    page: (page, isFirst) => `${isFirst ? '' : ','}\n${JSON.stringify(pageToJson(page))}`,
    endDocument: () => ']}',
    end: () => ']}\n',
  }
}

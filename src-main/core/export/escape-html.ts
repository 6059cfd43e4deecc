import { xmlText } from './xml-text.ts'

/** Text that stands as it is in HTML and XML, between tags and in attributes in double quotes. */
export function escapeHtml(text: string): string {
  return xmlText(text).replace(/[&<>"]/g, sign => ENTITIES.get(sign) ?? sign)
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

import { hasAt } from './media-type.ts'
import { nameUnsupportedKind } from './name-unsupported-kind.ts'

/** How a document that is no PDF and no image is stored; what it is, is found inside. */
export type OfficeFamily = 'zip' | 'compound' | 'rtf' | 'text'

const MAGICS: readonly (readonly [OfficeFamily, string])[] = [
  ['zip', 'PK\x03\x04'],
  ['compound', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rtf', '{\\rtf'],
  // Byte order marks: UTF-16 has zero bytes, and is text all the same.
  ['text', '\xff\xfe'],
  ['text', '\xfe\xff'],
]

/** The family that a file belongs to by its first bytes; undefined for what can be no document. */
export function officeFamilyOf(head: Uint8Array): OfficeFamily | undefined {
  const found = MAGICS.find(([, magic]) => hasAt(head, 0, magic))
  if (found) return found[0]
  const name = nameUnsupportedKind(head)
  return name === 'a text file' || name === 'a web page' ? 'text' : undefined
}

import { hasAt } from './media-type.ts'

interface Kind {
  readonly name: string
  readonly offset?: number
  readonly magics: readonly string[]
}

const KINDS: readonly Kind[] = [
  {
    name: 'a HEIC photo',
    offset: 4,
    magics: ['ftypheic', 'ftypheix', 'ftyphevc', 'ftypheim', 'ftypmif1', 'ftypmsf1'],
  },
  { name: 'an AVIF image', offset: 4, magics: ['ftypavif', 'ftypavis'] },
  { name: 'a video', offset: 4, magics: ['ftyp'] },
  { name: 'a GIF image', magics: ['GIF87a', 'GIF89a'] },
  { name: 'a JPEG 2000 image', magics: ['\0\0\0\x0cjP  \r\n', '\xff\x4f\xff\x51'] },
  { name: 'a JPEG XL image', magics: ['\xff\x0a', '\0\0\0\x0cJXL '] },
  { name: 'an icon', magics: ['\0\0\x01\0'] },
  { name: 'a Photoshop image', magics: ['8BPS'] },
  { name: 'a DjVu document', magics: ['AT&TFORM'] },
  { name: 'an image in a PNM format', magics: ['P1\n', 'P2\n', 'P3\n', 'P4\n', 'P5\n', 'P6\n'] },
  { name: 'a PostScript file', magics: ['%!PS'] },
  { name: 'an old office document', magics: ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'] },
  { name: 'an RTF document', magics: ['{\\rtf'] },
  { name: 'a ZIP archive', magics: ['PK\x03\x04', 'PK\x05\x06'] },
  {
    name: 'a compressed archive',
    magics: ['\x1f\x8b', 'BZh', '\xfd7zXZ', '7z\xbc\xaf', 'Rar!', '\x28\xb5\x2f\xfd'],
  },
  { name: 'a program', magics: ['\x7fELF', 'MZ', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe'] },
]

/** What a file that isn't supported seems to be, in words such as `a GIF image`, by its first bytes. */
export function nameUnsupportedKind(head: Uint8Array): string {
  const kind = KINDS.find(({ offset = 0, magics }) => magics.some(magic => hasAt(head, offset, magic)))
  if (kind?.name === 'a ZIP archive') return zipKind(head)
  return kind?.name ?? textKind(head)
}

/** The first name in the archive tells office documents from others. */
function zipKind(head: Uint8Array): string {
  const text = String.fromCharCode(...head.subarray(0, 1024))
  if (text.includes('[Content_Types].xml') || text.includes('_rels/')) return 'an office document'
  if (text.includes('mimetypeapplication/vnd.oasis')) return 'an office document'
  return text.includes('mimetypeapplication/epub') ? 'an e-book' : 'a ZIP archive'
}

/** Before the drawing itself an XML file may have declarations and comments. */
const SVG_START = /^(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*|<!doctype svg[^>]*>\s*)*<(?:\w+:)?svg\b/

function textKind(head: Uint8Array): string {
  const text = String.fromCharCode(...head)
    .trimStart()
    .toLowerCase()
  if (/^<(!doctype html|html|head|body)/.test(text)) return 'a web page'
  if (SVG_START.test(text)) return 'an SVG drawing'
  const isText = head.length > 0 && head.every(byte => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
  return isText ? 'a text file' : 'of a kind that is not known'
}

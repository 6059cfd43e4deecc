/** File systems take 255 bytes; the rest is for what a browser adds. */
const NAME_BYTES_AT_MOST = 200

/** `attachment` with a name that every browser understands (RFC 6266, RFC 5987) and that cannot leave the header. */
export function contentDisposition(fileName: string): string {
  const name = downloadName(fileName)
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return ascii === name
    ? `attachment; filename="${ascii}"`
    : `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** Control, bidirectional and zero-width characters: they forge names or headers. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A name that is safe to save under on every system. */
export function downloadName(fileName: string): string {
  const visible = Buffer.from(fileName, 'utf8')
    .toString('utf8')
    .replace(UNSEEN, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const short = shorten(visible)
  if (short === '') return 'file'
  return RESERVED.test(short) ? `_${short}` : short
}

/** Cuts the middle part, so that the extension stays. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES_AT_MOST) return name
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ''
  const stem = Buffer.from(name)
    .subarray(0, NAME_BYTES_AT_MOST - extension.length)
    .toString('utf8')
  return stem.replace(/\ufffd+$/, '') + extension
}

import { ProblemError } from '../../../core/problem-error.ts'

/** What no text holds: control characters but tab, line ends and form feed. */
const CONTROL = /(?![\t\n\v\f\r\u0080-\u009f])\p{Cc}/u
/** So much of a text tells whether it is one. */
const LOOKED_AT = 4 * 1024 * 1024

/**
 * Bytes as text: by byte order mark, by the encoding that the document names, UTF-8 where it is, otherwise Windows-1252.
 * Throws not-supported for bytes that are no text.
 */
export function decodeBytes(bytes: Uint8Array, namedEncoding?: string): string {
  const text = decoderOf(bytes, namedEncoding).decode(bytes)
  if (CONTROL.test(text.slice(0, LOOKED_AT)))
    throw new ProblemError('not-supported', 'the file has text and other things in it')
  return text
}

function decoderOf(bytes: Uint8Array, namedEncoding: string | undefined): TextDecoder {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le')
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be')
  if (isUtf8(bytes)) return new TextDecoder('utf-8')
  return named(namedEncoding) ?? new TextDecoder('windows-1252')
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function named(encoding: string | undefined): TextDecoder | undefined {
  // Whoever could read the name has shown that it is not UTF-16.
  if (encoding === undefined || /^utf-?(8|16)/i.test(encoding)) return undefined
  try {
    return new TextDecoder(encoding)
  } catch {
    return undefined
  }
}

/** So many bytes hold an XML declaration. */
const DECLARATION_BYTES = 200

/** Bytes as text: by byte order mark, by the declaration of XML, or UTF-8. Wrong bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return textDecoderFor(bytes).decode(bytes)
}

/** The decoder for a text that begins with these bytes; it leaves out the byte order mark. */
export function textDecoderFor(head: Uint8Array): TextDecoder {
  try {
    return new TextDecoder(encodingOf(head))
  } catch {
    // An encoding that nobody knows: what is plain ASCII still can be read.
    return new TextDecoder('utf-8')
  }
}

function encodingOf(head: Uint8Array): string {
  const [first = 0, second = 0] = head
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  if (first === 0xef && second === 0xbb) return 'utf-8'
  const start = String.fromCharCode(...head.subarray(0, DECLARATION_BYTES))
  const named = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1]
  // Bytes that could be read up to here are not UTF-16, whatever they say.
  return named === undefined || /^utf-?16/i.test(named) ? 'utf-8' : named
}

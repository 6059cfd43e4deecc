/** A picture as an address that holds the picture itself. */
export function dataUri(name: string, bytes: Uint8Array): string {
  const mediaType = name.endsWith('.png') ? 'image/png' : 'image/jpeg'
  return `data:${mediaType};base64,${base64(bytes)}`
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0)
    const digit = (shift: number) => DIGITS[(bits >> shift) & 63] ?? ''
    parts.push(
      digit(18),
      digit(12),
      second === undefined ? '=' : digit(6),
      third === undefined ? '=' : digit(0),
    )
  }
  return parts.join('')
}

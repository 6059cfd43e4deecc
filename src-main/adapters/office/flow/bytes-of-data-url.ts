/** The bytes that a `data:` address holds; undefined for one that can't be understood. */
export function bytesOfDataUrl(url: string): Uint8Array | undefined {
  const comma = url.indexOf(',')
  if (comma < 0) return undefined
  const isBase64 = /;\s*base64\s*$/i.test(url.slice(0, comma))
  try {
    const text = decodeURIComponent(url.slice(comma + 1))
    return Buffer.from(text, isBase64 ? 'base64' : 'latin1')
  } catch {
    return undefined
  }
}

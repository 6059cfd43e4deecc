/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/**
 * The one range that a Range header asks for. `whole` where there is none or where it may be ignored (several ranges,
 * another unit, nonsense), `outside` where the file has no such bytes.
 */
export function byteRange(header: string | undefined, sizeBytes: number): ByteRange | 'whole' | 'outside' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!match) return 'whole'
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return 'whole'
  if (from === '') return suffix(Number(to), sizeBytes)
  const first = Number(from)
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1)
  if (to !== '' && Number(to) < first) return 'whole'
  return first >= sizeBytes ? 'outside' : { first, last }
}

function suffix(lengthBytes: number, sizeBytes: number): ByteRange | 'outside' {
  if (lengthBytes === 0 || sizeBytes === 0) return 'outside'
  return { first: Math.max(0, sizeBytes - lengthBytes), last: sizeBytes - 1 }
}

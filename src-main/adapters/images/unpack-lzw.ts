const CLEAR = 256
const END = 257
const FIRST_FREE = 258
const MOST_CODES = 4096
const FEWEST_BITS = 9
const MOST_BITS = 12

/**
 * Unpacks what is packed by LZW as TIFF does it, until the target is full. The string of a new code is that of the code
 * before and one byte more; it lies in the target already. Throws where the codes make no sense or end too early.
 */
export function unpackLzw(packed: Uint8Array, target: Uint8Array): void {
  const starts = new Int32Array(MOST_CODES)
  const lengths = new Int32Array(MOST_CODES)
  let from = 0
  let bits = 0
  let bitCount = 0
  let codeBits = FEWEST_BITS
  let free = FIRST_FREE
  let lastStart = 0
  let lastLength = 0
  let to = 0
  while (to < target.length) {
    while (bitCount < codeBits) {
      if (from === packed.length) throw new Error('the LZW codes end too early')
      bits = (bits << 8) | (packed[from++] ?? 0)
      bitCount += 8
    }
    bitCount -= codeBits
    const code = bits >>> bitCount
    bits &= (1 << bitCount) - 1
    if (code === END) throw new Error('the LZW codes end too early')
    if (code === CLEAR) {
      codeBits = FEWEST_BITS
      free = FIRST_FREE
      lastLength = 0
      continue
    }
    const isNew = lastLength > 0 && free < MOST_CODES
    if (isNew) {
      starts[free] = lastStart
      lengths[free] = lastLength + 1
      free++
    }
    lastStart = to
    if (code < CLEAR) target[to++] = code
    else {
      if (code >= free) throw new Error('an LZW code that is not there')
      let at = starts[code] ?? 0
      const end = Math.min(target.length, to + (lengths[code] ?? 0))
      while (to < end) target[to++] = target[at++] ?? 0
    }
    lastLength = to - lastStart
    if (free === (1 << codeBits) - 1 && codeBits < MOST_BITS) codeBits++
  }
}

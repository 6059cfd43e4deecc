/** Reads numbers that are written seven bits a byte, the lowest first, the last byte below 128; `rest` are the bytes after them. */
export function numbersOf(bytes: Uint8Array) {
  let at = 0
  return {
    readNumber(): number {
      let value = 0
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++] ?? 0
        value |= (byte & 127) << shift
        if (byte < 128) return value
      }
    },
    rest: () => new Uint8Array(bytes.subarray(at)),
  }
}

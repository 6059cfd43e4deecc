/** A JSON object piece by piece. A field whose value comes in pieces is passed on as it comes: it is JSON already. */
export async function* jsonObject(fields: Readonly<Record<string, unknown>>): AsyncGenerator<string> {
  let start = '{'
  for (const [name, value] of Object.entries(fields)) {
    yield `${start}${JSON.stringify(name)}:`
    if (isInPieces(value)) for await (const piece of value) yield String(piece)
    else yield JSON.stringify(value)
    start = ','
  }
  yield start === '{' ? '{}' : '}'
}

const isInPieces = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** A text's bytes as one JSON string, so that a long result is never held whole. */
export async function* jsonString(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  yield '"'
  for await (const text of textOf(bytes)) yield JSON.stringify(text).slice(1, -1)
  yield '"'
}

/** Bytes as one JSON string in base64, whole however the bytes are cut. */
export async function* base64String(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0)
  yield '"'
  for await (const chunk of bytes) {
    const all = Buffer.concat([rest, chunk])
    // Three bytes are four letters: what is left over waits for the next.
    const whole = all.length - (all.length % 3)
    if (whole > 0) yield all.toString('base64', 0, whole)
    rest = all.subarray(whole)
  }
  yield `${rest.toString('base64')}"`
}

/** The characters of UTF-8 bytes, whole however the bytes are cut. */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

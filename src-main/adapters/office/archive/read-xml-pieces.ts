import { textDecoderFor } from './decode-text.ts'
import { type XmlHandlers, xmlEvents } from './xml-events.ts'

/** Reads XML that is too large to be held. Each step of the loop has told the handlers of one more piece. */
export async function* readXmlPieces(
  pieces: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const events = xmlEvents(handlers)
  let decoder: TextDecoder | undefined
  for await (const piece of pieces) {
    decoder ??= textDecoderFor(piece)
    events.write(decoder.decode(piece, { stream: true }))
    yield
  }
  if (!decoder) return
  events.write(decoder.decode())
  events.end()
  yield
}

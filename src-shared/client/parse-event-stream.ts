/** One message of an event stream. */
export interface StreamMessage {
  /** `message` where the stream names none. */
  readonly event: string
  readonly data: string
  /** The last `id:` seen, or empty. */
  readonly id: string
}

export interface StreamParser {
  /** Takes the next piece of text, cut anywhere. */
  push(text: string): StreamMessage[]
}

/** Takes a Server-Sent Events stream apart (WHATWG HTML, 9.2.6). */
export function eventStreamParser(): StreamParser {
  let rest = ''
  let event = ''
  let data: string[] = []
  let id = ''

  const field = (line: string) => {
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') event = value
    else if (name === 'data') data.push(value)
    else if (name === 'id' && !value.includes('\0')) id = value
  }
  return {
    push(text) {
      const messages: StreamMessage[] = []
      // A lone CR at the end may be the first half of CRLF.
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line !== '') {
          field(line)
          continue
        }
        if (data.length > 0) messages.push({ event: event || 'message', data: data.join('\n'), id })
        event = ''
        data = []
      }
      return messages
    },
  }
}

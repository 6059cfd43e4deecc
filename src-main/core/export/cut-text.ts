/** A block may be so much longer than wanted before it is cut. */
const PATIENCE = 1.5
const TABLE_HEAD = /^\|.*\n\|(?: --- \|)+\n/
const SENTENCE_END = /[.!?。！？]["”»）)\]]*(?:\s+|(?<=[。！？]["”»）)\]]*))| {2}\n/gu

/** A block of Markdown in parts of about this size: tables between rows, their head repeated; text between sentences or words. */
export function cutText(text: string, size: number): readonly string[] {
  if (text.length <= size * PATIENCE) return [text]
  const head = TABLE_HEAD.exec(text)?.[0]
  if (head !== undefined) {
    const rows = text.slice(head.length).split('\n')
    return gather(
      rows.map(row => `${row}\n`),
      Math.max(1, size - head.length),
    ).map(part => head + part)
  }
  // HTML tables have a row a line; code has lines.
  if (/^(<table>|```)/.test(text)) return gather(text.split(/(?<=\n)/), size)
  return gather(
    sentencesOf(text).flatMap(sentence => wordsOf(sentence, size)),
    size,
  )
}

function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = []
  let start = 0
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length
    sentences.push(text.slice(start, end))
    start = end
  }
  return [...sentences, text.slice(start)]
}

/** What has no sentences is parted at a space, at worst anywhere between two characters. */
function wordsOf(sentence: string, size: number): readonly string[] {
  const parts: string[] = []
  let rest = sentence
  while (rest.length > size) {
    const space = rest.lastIndexOf(' ', size)
    let end = space > size / 2 ? space + 1 : size
    if (/[\uD800-\uDBFF]/.test(rest[end - 1] ?? '')) end -= 1
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...parts, rest]
}

function gather(pieces: readonly string[], size: number): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (const piece of pieces) {
    if (part !== '' && part.length + piece.length > size) {
      parts.push(part.trim())
      part = ''
    }
    part += piece
  }
  return [...parts, part.trim()].filter(each => each !== '')
}

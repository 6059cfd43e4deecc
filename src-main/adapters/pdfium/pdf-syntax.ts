/** A PDF dictionary: raw values by their names, without the slash. */
export type RawDictionary = ReadonlyMap<string, string>

const WHITE = /[\0\t\n\f\r ]/
const DELIMITER = /[\0\t\n\f\r ()<>[\]{}/%]/

/** Where the value that begins here ends; undefined where the text ends first. References count as one value. */
export function endOfValue(text: string, start: number): number | undefined {
  const first = text[start]
  if (first === '<' && text[start + 1] === '<') return endOfGroup(text, start + 2, '>>')
  if (first === '[') return endOfGroup(text, start + 1, ']')
  if (first === '<') {
    const end = text.indexOf('>', start)
    return end < 0 ? undefined : end + 1
  }
  if (first === '(') return endOfString(text, start + 1)
  const reference = /^\d+\s+\d+\s+R(?=[\0\t\n\f\r ()<>[\]{}/%])/.exec(text.slice(start, start + 40))
  if (reference) return start + reference[0].length
  let end = start + 1
  while (end < text.length && !DELIMITER.test(text[end] ?? '')) end += 1
  return end < text.length ? end : undefined
}

function endOfGroup(text: string, start: number, close: string): number | undefined {
  let at: number | undefined = skipWhite(text, start)
  while (at !== undefined && at < text.length) {
    if (text.startsWith(close, at)) return at + close.length
    const end = endOfValue(text, at)
    at = end === undefined ? undefined : skipWhite(text, end)
  }
  return undefined
}

function endOfString(text: string, start: number): number | undefined {
  let depth = 1
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '(') depth += 1
    else if (text[at] === ')') depth -= 1
    if (depth === 0) return at + 1
  }
  return undefined
}

/** The next place that is neither blank nor comment. */
export function skipWhite(text: string, start: number): number {
  let at = start
  while (at < text.length && (WHITE.test(text[at] ?? '') || text[at] === '%')) {
    if (text[at] === '%')
      at = Math.min(...[text.indexOf('\n', at), text.indexOf('\r', at)].filter(end => end > 0))
    else at += 1
  }
  return at
}

/** The dictionary that the text begins with; undefined where there is none, or the text ends within it. */
export function readDictionary(text: string): RawDictionary | undefined {
  let at = skipWhite(text, 0)
  if (!text.startsWith('<<', at)) return undefined
  const values = new Map<string, string>()
  at = skipWhite(text, at + 2)
  while (!text.startsWith('>>', at)) {
    if (text[at] !== '/') return undefined
    const nameEnd = endOfValue(text, at)
    if (nameEnd === undefined) return undefined
    const valueStart = skipWhite(text, nameEnd)
    const valueEnd = endOfValue(text, valueStart)
    if (valueEnd === undefined) return undefined
    values.set(text.slice(at + 1, nameEnd), text.slice(valueStart, valueEnd))
    at = skipWhite(text, valueEnd)
  }
  return values
}

/** The values of an array, raw. */
export function readArray(text: string): readonly string[] {
  const values: string[] = []
  let at = skipWhite(text, 1)
  while (at < text.length && text[at] !== ']') {
    const end = endOfValue(text, at)
    if (end === undefined) return values
    values.push(text.slice(at, end))
    at = skipWhite(text, end)
  }
  return values
}

/** The number of the object that a value refers to; undefined for other values. */
export function referenceOf(value: string | undefined): number | undefined {
  const found = /^(\d+)\s+\d+\s+R$/.exec(value ?? '')
  return found ? Number(found[1]) : undefined
}

/** A dictionary as it stands in a file. */
export const writeDictionary = (values: RawDictionary): string =>
  `<<${[...values].map(([name, value]) => `/${name} ${value}`).join('\n')}>>`

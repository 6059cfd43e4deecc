/** A value as Python's `json.dumps(value, sort_keys=True)` writes it, so that hashes over it agree. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).sort(([one], [other]) => byCodePoint(one, other))
    return `{${fields.map(([name, field]) => `${asciiOnly(name)}: ${pythonJson(field)}`).join(', ')}}`
  }
  return typeof value === 'string' ? asciiOnly(value) : JSON.stringify(value)
}

/** Python's order of strings: by code points, not by UTF-16 units. */
function byCodePoint(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const asciiOnly = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

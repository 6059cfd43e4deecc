/** The outermost `{…}` of a text that was to be JSON and broke off, without those within. */
export function completeObjects(text: string): readonly string[] {
  const objects: string[] = []
  let depth = 0
  let start = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (isInString) {
      if (sign === '\\') at += 1
      else if (sign === '"') isInString = false
      continue
    }
    if (sign === '"') isInString = depth > 0
    else if (sign === '{') {
      if (depth === 0) start = at
      depth += 1
    } else if (sign === '}' && depth > 0) {
      depth -= 1
      if (depth === 0) objects.push(text.slice(start, at + 1))
    }
  }
  return objects
}

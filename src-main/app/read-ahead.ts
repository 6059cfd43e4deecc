/** What reads the values, some ahead of who takes them; they come in the order of the keys. */
export async function* readAhead<Key, Value>(
  keys: Iterable<Key>,
  depth: number,
  read: (key: Key) => Promise<Value>,
): AsyncGenerator<Value> {
  const begun: Promise<Value>[] = []
  try {
    for (const key of keys) {
      const value = read(key)
      // Whoever takes it learns of its failure; until then nobody may.
      value.catch(() => undefined)
      begun.push(value)
      const first = begun.length > depth ? begun.shift() : undefined
      if (first) yield await first
    }
    for (let first = begun.shift(); first; first = begun.shift()) yield await first
  } finally {
    await Promise.allSettled(begun)
  }
}

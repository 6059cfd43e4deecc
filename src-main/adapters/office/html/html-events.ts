/** The attributes of an element, by their names in lower case with their prefix, if any. */
export type Attributes = ReadonlyMap<string, string>

/** Who is told of a document element by element. Each `open` has its `close`. */
export interface HtmlEvents {
  open(name: string, attributes: Attributes): void
  text(text: string): void
  close(): void
}

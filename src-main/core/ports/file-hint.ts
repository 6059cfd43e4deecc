/** What is said of a file from outside. Its bytes come first: this decides only among kinds of text. */
export interface FileHint {
  /** The name under which it came. */
  readonly name?: string
  /** What was found out when it was opened before. */
  readonly mediaType?: string
}

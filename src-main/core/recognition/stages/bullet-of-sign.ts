/** Signs of Wingdings and Symbol that stand before list items, as fonts without names for them have them. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['\uf0b7', '•'],
  ['\uf0a7', '▪'],
  ['\uf06e', '■'],
  ['\uf0d8', '➢'],
  ['\uf0fc', '✓'],
  ['\uf0a8', '☐'],
  ['\uf06f', '☐'],
  ['\uf0fe', '☑'],
  ['\uf0fd', '☒'],
])
const NAMELESS = /^[\ufffd\ue000-\uf8ff]$/u

/** The bullet that a lone sign of a symbol font is at the start of a line; undefined for other text. */
export function bulletOfSign(text: string, isFollowed: boolean): string | undefined {
  const known = SIGNS.get(text)
  return known ?? (isFollowed && NAMELESS.test(text) ? '•' : undefined)
}

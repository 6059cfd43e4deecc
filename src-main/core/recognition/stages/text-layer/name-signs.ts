import type { Glyph } from '../../../ports/document-reader.ts'

/** Signs of Wingdings and Symbol that stand in lists and forms, as fonts whose names do not tell them have them. */
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
const BULLET = '•'
const NAMELESS = /^[\ufffd\ue000-\uf8ff]$/u

/**
 * A line's glyphs with names for the signs that have none: the known ones theirs, one that stands alone before the line
 * a bullet's. Others are left out, unless the line has nothing else.
 */
export function nameSigns(glyphs: readonly Glyph[]): readonly Glyph[] {
  if (!glyphs.some(isNameless)) return glyphs
  const known = glyphs.map(glyph => ({ ...glyph, text: SIGNS.get(glyph.text) ?? glyph.text }))
  if (!known.some(glyph => glyph.text !== ' ' && !isNameless(glyph))) return known
  return known.flatMap((glyph, at) => {
    if (!isNameless(glyph)) return [glyph]
    return at === 0 && known[1]?.text === ' ' ? [{ ...glyph, text: BULLET }] : []
  })
}

const isNameless = ({ text }: Glyph): boolean => NAMELESS.test(text)

import type { Glyph, OpenPage, TextLayer } from '../../../ports/document-reader.ts'

/** The part of a text layer that the page shows: what a crop has cut off still stands in the file. */
export function glyphsOnPage(
  layer: TextLayer | undefined,
  page: Pick<OpenPage, 'widthPt' | 'heightPt'>,
): TextLayer | undefined {
  const glyphs = layer?.glyphs.filter(glyph => isOnPage(glyph, page)) ?? []
  if (!layer || !glyphs.some(glyph => !glyph.isGenerated)) return undefined
  return { ...layer, glyphs }
}

/** By its middle, for letters may reach a little over the edge. What has no place at all is not on the page. */
function isOnPage({ box }: Glyph, { widthPt, heightPt }: Pick<OpenPage, 'widthPt' | 'heightPt'>): boolean {
  const x = (box.left + box.right) / 2
  const y = (box.top + box.bottom) / 2
  return x >= 0 && x <= widthPt && y >= 0 && y <= heightPt
}

const BULLET = /^([•●○▪■◦‣∙·*–—-]|[➢➤✓✔►▶▸❖◆□☐☑☒])\s+(?=\S)/u
const SIGN = /^[•●○▪■◦‣∙➢➤►▶▸❖◆□☐☑☒]$/u
const NUMBER = /^\(?(\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)]\s+(?=\S)/u

/** The sign with which a list item begins, e.g. `• ` or `3) `; undefined for running text. */
export function listMarker(
  text: string,
): { readonly marker: string; readonly isOrdered: boolean } | undefined {
  const bullet = BULLET.exec(text)
  if (bullet) return { marker: bullet[0], isOrdered: false }
  const number = NUMBER.exec(text)
  return number ? { marker: number[0], isOrdered: true } : undefined
}

/** Whether a text is nothing but the sign of a list item. Dashes and ticks may stand in a table's cells for no and yes. */
export const isListSign = (text: string): boolean => SIGN.test(text)

/** Whether a list item's marker is a box to be ticked, and is ticked; undefined for other markers. */
export function isTicked(marker: string): boolean | undefined {
  const sign = marker.trim()
  if (sign === '☐') return false
  return sign === '☑' || sign === '☒' ? true : undefined
}

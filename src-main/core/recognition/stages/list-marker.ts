const BULLET = /^([•●○▪■◦‣∙·*–—-]|[➢➤✓✔►])\s+(?=\S)/u
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

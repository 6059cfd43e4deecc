/** Elements that begin and end a paragraph. */
export const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td ' +
    'tfoot th thead tr ul caption listing plaintext xmp'
  ).split(' '),
)

/** Elements of which nothing is text for a reader. */
export const UNSEEN: ReadonlySet<string> = new Set(
  (
    'head title script style template noscript iframe frameset object embed applet audio video canvas map datalist ' +
    'select option optgroup meter progress svg rp annotation annotation-xml'
  ).split(' '),
)

const UNSEEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i

/** Whether a browser would show nothing of the element. */
export function isUnseen(name: string, attributes: ReadonlyMap<string, string>): boolean {
  if (UNSEEN.has(name) || attributes.has('hidden')) return true
  // The heading over the notes that GFM makes, for screen readers alone.
  if (attributes.get('id')?.endsWith('footnote-label')) return true
  return UNSEEN_STYLE.test(attributes.get('style') ?? '')
}

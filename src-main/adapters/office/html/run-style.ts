import type { Run } from '../../../../src-shared/contract/page.ts'
import type { Attributes } from './html-events.ts'

/** How a stretch of text looks and where it leads. */
export type RunStyle = Omit<Run, 'text'>

/** Text like any other. */
export const PLAIN: RunStyle = {}

const STYLES: Readonly<Record<string, RunStyle>> = {
  b: { isBold: true },
  strong: { isBold: true },
  dt: { isBold: true },
  i: { isItalic: true },
  em: { isItalic: true },
  cite: { isItalic: true },
  dfn: { isItalic: true },
  var: { isItalic: true },
  s: { isStruck: true },
  strike: { isStruck: true },
  del: { isStruck: true },
  code: { isCode: true },
  kbd: { isCode: true },
  samp: { isCode: true },
  tt: { isCode: true },
  sup: { script: 'super' },
  sub: { script: 'sub' },
}

const DECLARATIONS: readonly (readonly [RegExp, RunStyle])[] = [
  [/font-weight\s*:\s*(?:bold|[6-9]00)/i, { isBold: true }],
  [/font-style\s*:\s*(?:italic|oblique)/i, { isItalic: true }],
  [/text-decoration[a-z-]*\s*:[^;]*line-through/i, { isStruck: true }],
  [/vertical-align\s*:\s*super/i, { script: 'super' }],
  [/vertical-align\s*:\s*sub\b/i, { script: 'sub' }],
]

/** The style within this element; the same object where the element changes nothing. */
export function styleWithin(outer: RunStyle, name: string, attributes: Attributes): RunStyle {
  let style = outer
  const own = STYLES[name]
  if (own) style = { ...style, ...own }
  const declared = attributes.get('style')
  if (declared !== undefined)
    for (const [pattern, change] of DECLARATIONS) if (pattern.test(declared)) style = { ...style, ...change }
  const href = name === 'a' ? safeHref(attributes.get('href')) : undefined
  return href === undefined ? style : { ...style, href }
}

/** The address if it is one that may be followed. */
export function safeHref(href: string | undefined): string | undefined {
  const address =
    href
      ?.trim()
      .replace(/[\t\n\r]/g, '')
      .replace(/\s/g, '%20') ?? ''
  const scheme = /^(https?:\/\/|mailto:)/i.exec(address)?.[0]
  if (scheme === undefined || address.length > LONGEST_HREF) return undefined
  return scheme.toLowerCase() + address.slice(scheme.length)
}

const LONGEST_HREF = 4000

/** Whether two styles look the same and lead to the same place. */
export function isSameStyle(a: RunStyle, b: RunStyle): boolean {
  if (a === b) return true
  return (
    a.isBold === b.isBold &&
    a.isItalic === b.isItalic &&
    a.isStruck === b.isStruck &&
    a.isCode === b.isCode &&
    a.script === b.script &&
    a.href === b.href &&
    a.footnote === b.footnote
  )
}

/** Whether the style says nothing. */
export const isPlain = (style: RunStyle): boolean => isSameStyle(style, PLAIN)

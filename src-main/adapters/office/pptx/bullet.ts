import { childElement, type XmlElement } from '../archive/xml-element.ts'
import type { Paragraph } from './text-body.ts'

/** The sign before a list item, or how items are counted. */
export type Bullet =
  | { readonly kind: 'sign' }
  | { readonly kind: 'count'; readonly scheme: string; readonly start: number }

/**
 * Whether a paragraph is a list item, by the first of these that says so: the paragraph, the shape's list style, those of the
 * layout's and the master's shape, the master's style for this kind of text.
 */
export function bulletOf(
  paragraph: Paragraph,
  listStyles: readonly (XmlElement | undefined)[],
): Bullet | undefined {
  const levelName = `a:lvl${paragraph.level + 1}pPr`
  const sources = [paragraph.properties, ...listStyles.map(style => childElement(style, levelName))]
  for (const source of sources) {
    for (const child of source?.children ?? []) {
      if (typeof child === 'string') continue
      if (child.name === 'a:buNone') return undefined
      if (child.name === 'a:buChar' || child.name === 'a:buBlip') return { kind: 'sign' }
      if (child.name === 'a:buAutoNum')
        return {
          kind: 'count',
          scheme: child.attributes.type ?? 'arabicPeriod',
          start: Math.max(1, Number.parseInt(child.attributes.startAt ?? '1', 10) || 1),
        }
    }
  }
  return undefined
}

/** The sign that stands before the item of this number. */
export function markerOf(scheme: string, number: number): string {
  const end = scheme.endsWith('Period') ? '.' : ')'
  if (scheme.startsWith('alphaLc')) return `${lettersOf(number)}${end}`
  if (scheme.startsWith('alphaUc')) return `${lettersOf(number).toUpperCase()}${end}`
  if (scheme.startsWith('romanLc')) return `${romanOf(number)}${end}`
  if (scheme.startsWith('romanUc')) return `${romanOf(number).toUpperCase()}${end}`
  return `${number}${scheme === 'arabicPlain' ? '.' : end}`
}

function lettersOf(number: number): string {
  const letter = String.fromCharCode(97 + ((number - 1) % 26))
  return letter.repeat(Math.min(9, Math.floor((number - 1) / 26) + 1))
}

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
  ] as const),
  ...([
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
]

function romanOf(number: number): string {
  let rest = Math.min(number, 3999)
  let text = ''
  for (const [value, letters] of ROMAN) for (; rest >= value; rest -= value) text += letters
  return text
}

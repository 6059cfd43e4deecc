import type { Run } from '../../../../src-shared/contract/page.ts'
import type { Relationship } from '../archive/read-relationships.ts'
import { webAddress } from '../archive/web-address.ts'
import {
  childElement,
  childElements,
  descendants,
  textWithin,
  type XmlElement,
} from '../archive/xml-element.ts'
import { mathText } from '../drawing/math-text.ts'

/** A paragraph of a shape. */
export interface Paragraph {
  /** How far it is set in, from 0. */
  readonly level: number
  readonly properties: XmlElement | undefined
  readonly runs: readonly Run[]
}

/** The paragraphs of a text body, without the empty ones. */
export function paragraphsOf(
  body: XmlElement | undefined,
  relationships: readonly Relationship[],
): readonly Paragraph[] {
  return childElements(body, 'a:p')
    .map(paragraph => {
      const properties = childElement(paragraph, 'a:pPr')
      const level = Number(properties?.attributes.lvl ?? 0)
      return {
        level: Number.isInteger(level) && level > 0 ? Math.min(level, 8) : 0,
        properties,
        runs: childElements(paragraph).flatMap(part => runOf(part, relationships)),
      }
    })
    .filter(({ runs }) => runs.some(run => run.text.trim() !== ''))
}

export const textOfRuns = (runs: readonly Run[]): string => runs.map(run => run.text).join('')

function runOf(part: XmlElement, relationships: readonly Relationship[]): readonly Run[] {
  switch (part.name) {
    case 'a:br':
      return [{ text: '\n' }]
    case 'a:r':
    case 'a:fld': {
      const text = textWithin(childElement(part, 'a:t')).replaceAll('\v', '\n')
      return text === '' ? [] : [{ text, ...styleOf(childElement(part, 'a:rPr'), relationships) }]
    }
    case 'a14:m': {
      const text = descendants(part, 'm:oMath').map(mathText).join(' ')
      return text === '' ? [] : [{ text }]
    }
    default:
      return []
  }
}

function styleOf(
  properties: XmlElement | undefined,
  relationships: readonly Relationship[],
): Omit<Run, 'text'> {
  if (!properties) return {}
  const { b, i, strike, baseline } = properties.attributes
  const shift = Number.parseInt(baseline ?? '0', 10)
  const id = childElement(properties, 'a:hlinkClick')?.attributes['r:id']
  const link = relationships.find(each => each.id === id && each.isExternal)
  const href = link && webAddress(link.target)
  return {
    ...(isOn(b) ? { isBold: true } : {}),
    ...(isOn(i) ? { isItalic: true } : {}),
    ...(strike !== undefined && strike !== 'noStrike' ? { isStruck: true } : {}),
    ...(shift > 0 ? { script: 'super' as const } : {}),
    ...(shift < 0 ? { script: 'sub' as const } : {}),
    ...(href === undefined ? {} : { href }),
  }
}

const isOn = (flag: string | undefined): boolean => flag === '1' || flag === 'true'

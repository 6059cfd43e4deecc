import {
  childElement,
  childElements,
  descendants,
  textWithin,
  type XmlElement,
} from '../archive/xml-element.ts'

/** A line of a diagram (SmartArt) and how deep it hangs in it. */
export interface DiagramLine {
  readonly text: string
  readonly depth: number
}

const MOST_LINES = 1000

/** The texts of a diagram's data part, from its root down. */
export function diagramLines(data: XmlElement): readonly DiagramLine[] {
  const points = new Map(
    childElements(childElement(data, 'dgm:ptLst'), 'dgm:pt').map(point => [
      point.attributes.modelId ?? '',
      point,
    ]),
  )
  const children = childrenByParent(data)
  const root = [...points].find(([, { attributes }]) => attributes.type === 'doc')?.[0]
  const lines: DiagramLine[] = []
  const seen = new Set<string>()
  const stack = root === undefined ? [] : [{ id: root, depth: -1 }]
  for (let next = stack.pop(); next && lines.length < MOST_LINES; next = stack.pop()) {
    const { id, depth } = next
    if (seen.has(id)) continue
    seen.add(id)
    const text = textOfPoint(points.get(id))
    if (text !== '') lines.push({ text, depth: Math.min(8, Math.max(0, depth)) })
    for (const child of (children.get(id) ?? []).toReversed())
      stack.push({ id: child, depth: text === '' && depth >= 0 ? depth : depth + 1 })
  }
  return lines
}

function childrenByParent(data: XmlElement): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>()
  const connections = childElements(childElement(data, 'dgm:cxnLst'), 'dgm:cxn')
    .map(({ attributes }) => attributes)
    .filter(({ type }) => type === undefined || type === 'parOf')
    .sort((a, b) => Number(a.srcOrd ?? 0) - Number(b.srcOrd ?? 0))
  for (const { srcId = '', destId = '' } of connections) {
    const known = children.get(srcId)
    if (known) known.push(destId)
    else children.set(srcId, [destId])
  }
  return children
}

const textOfPoint = (point: XmlElement | undefined): string =>
  descendants(childElement(point, 'dgm:t'), 'a:p')
    .map(paragraph => descendants(paragraph, 'a:t').map(textWithin).join(''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()

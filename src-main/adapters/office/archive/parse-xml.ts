import { ProblemError } from '../../../core/problem-error.ts'
import { decodeText } from './decode-text.ts'
import type { XmlElement, XmlNode } from './xml-element.ts'
import { xmlEvents } from './xml-events.ts'
import { isKnownNamespace } from './xml-namespaces.ts'

/** A tree of more elements and texts than this would fill a worker's memory. */
const MOST_NODES = 3_000_000

interface GrowingElement extends XmlElement {
  readonly children: XmlNode[]
}

/**
 * The root element of an XML document, from its bytes or its text. Where a file offers alternatives
 * (`mc:AlternateContent`), only the contents of the first that we understand are in the tree.
 * Throws ProblemError damaged-file: not well-formed, nested too deep, with a DOCTYPE.
 */
export function parseXml(source: Uint8Array | string): XmlElement {
  const document: GrowingElement = { name: '', attributes: {}, children: [] }
  const open: GrowingElement[] = [document]
  const understood = new Set<XmlElement>()
  let nodes = 0
  const add = (node: XmlNode) => {
    nodes++
    if (nodes > MOST_NODES) throw new ProblemError('archive-bomb', `more than ${MOST_NODES} elements`)
    open.at(-1)?.children.push(node)
  }
  const events = xmlEvents({
    open(name, attributes) {
      const element: GrowingElement = { name, attributes, children: [] }
      if (name === 'mc:Choice' && isUnderstood(element, events.resolve)) understood.add(element)
      add(element)
      open.push(element)
    },
    text(text) {
      if (open.length > 1) add(text)
    },
    close(name) {
      open.pop()
      const parent = open.at(-1)
      if (name === 'mc:AlternateContent' && parent) replaceByChosen(parent, understood)
    },
  })
  events.write(typeof source === 'string' ? source : decodeText(source))
  events.end()
  const root = document.children.find(node => typeof node !== 'string')
  if (root === undefined) throw new ProblemError('damaged-file', 'the document has no element')
  return root
}

/** Prefixes are known only while the file is read. */
function isUnderstood(choice: XmlElement, resolve: (prefix: string) => string | undefined): boolean {
  const prefixes = (choice.attributes.Requires ?? '').split(/\s+/).filter(prefix => prefix !== '')
  return prefixes.every(prefix => isKnownNamespace(resolve(prefix)))
}

function replaceByChosen(parent: GrowingElement, understood: ReadonlySet<XmlElement>): void {
  const alternatives = parent.children.pop()
  if (alternatives === undefined || typeof alternatives === 'string') return
  const elements = alternatives.children.filter((child): child is XmlElement => typeof child !== 'string')
  const chosen =
    elements.find(element => element.name === 'mc:Choice' && understood.has(element)) ??
    elements.find(({ name }) => name === 'mc:Fallback')
  for (const child of chosen?.children ?? []) parent.children.push(child)
}

import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Attributes, HtmlEvents } from './html-events.ts'

type Node = DefaultTreeAdapterTypes.Node
type Step = { readonly kind: 'enter'; readonly node: Node } | { readonly kind: 'leave' }

/** Parses a web page as browsers do and tells of it in its order. Depth costs no stack: hostile pages nest without end. */
export function walkHtml(html: string, events: HtmlEvents): void {
  const steps: Step[] = [{ kind: 'enter', node: parse(html, { scriptingEnabled: true }) }]
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (step.kind === 'leave') events.close()
    else enter(step.node, { steps, events })
  }
}

interface Walk {
  readonly steps: Step[]
  readonly events: HtmlEvents
}

function enter(node: Node, { steps, events }: Walk): void {
  if ('value' in node) {
    events.text(node.value)
    return
  }
  if ('tagName' in node) {
    events.open(node.tagName.toLowerCase(), attributesOf(node))
    steps.push({ kind: 'leave' })
  }
  if (!('childNodes' in node)) return
  for (let at = node.childNodes.length - 1; at >= 0; at--) {
    const child = node.childNodes[at]
    if (child) steps.push({ kind: 'enter', node: child })
  }
}

const NONE: Attributes = new Map()

function attributesOf({ attrs }: DefaultTreeAdapterTypes.Element): Attributes {
  if (attrs.length === 0) return NONE
  return new Map(
    attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value] as const),
  )
}

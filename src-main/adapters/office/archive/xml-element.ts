/**
 * An element of an office part. Names bear the usual prefix of their namespace whatever prefix the file uses, and the
 * strict and the transitional namespaces are one: `w:p`, `a:t`, `r:id`. Names of spreadsheets and of namespaces that
 * are not known bear none; attributes without a namespace bear none either.
 */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
}

/** Text stands between elements as a string. */
export type XmlNode = XmlElement | string

/** The elements directly within, those of one name or all. */
export function childElements(parent: XmlElement | undefined, name?: string): readonly XmlElement[] {
  const elements: XmlElement[] = []
  for (const child of parent?.children ?? [])
    if (typeof child !== 'string' && (name === undefined || child.name === name)) elements.push(child)
  return elements
}

/** The first element directly within that has this name; several names are a path downwards. */
export function childElement(parent: XmlElement | undefined, ...path: readonly string[]) {
  let found = parent
  for (const name of path)
    found = found?.children.find(
      (child): child is XmlElement => typeof child !== 'string' && child.name === name,
    )
  return found
}

/** All elements of this name within, however deep, in document order. */
export function descendants(root: XmlElement | undefined, name: string): readonly XmlElement[] {
  const found: XmlElement[] = []
  const stack: XmlNode[] = root ? root.children.toReversed() : []
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') continue
    if (node.name === name) found.push(node)
    pushReversed(stack, node.children)
  }
  return found
}

/** All text within, however deep. */
export function textWithin(root: XmlElement | undefined): string {
  const texts: string[] = []
  const stack: XmlNode[] = root ? root.children.toReversed() : []
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    if (typeof node === 'string') texts.push(node)
    else pushReversed(stack, node.children)
  return texts.join('')
}

/** The first child comes to lie on top. */
function pushReversed(stack: XmlNode[], children: readonly XmlNode[]): void {
  for (let index = children.length - 1; index >= 0; index--) {
    const child = children[index]
    if (child !== undefined) stack.push(child)
  }
}

import type { CleanPdf } from './clean-pdf.ts'
import { contentsOf, resolved, resourcesOf } from './page-parts.ts'
import { type RawDictionary, referenceOf, writeDictionary } from './pdf-syntax.ts'
import { withoutInvisibleText } from './without-invisible-text.ts'

/** Forms in forms are looked into this far. */
const DEEPEST_FORM = 3
const VISIBLE = 0

/** Adds a stream to the file and gives its number. */
export type AddStream = (facts: string, content: Buffer) => number

/** What is drawn: instructions, the objects that they name, and the mode of text at their begin. */
interface Drawing {
  readonly content: string
  readonly resources: RawDictionary
  readonly mode: number
  readonly depth: number
}

interface StrippedDrawing {
  readonly content: string
  readonly resources: RawDictionary
}

/**
 * A page without the invisible text that it had: what recognition of former days laid over a scan. What is added for it is
 * new; the old streams stay as they are, for other pages may draw them. The page itself where there is no such text.
 */
export function withoutOldLayer(pdf: CleanPdf, page: RawDictionary, addStream: AddStream): RawDictionary {
  const streams = contentsOf(pdf, page).map(value => {
    const number = referenceOf(value)
    return number === undefined ? undefined : pdf.stream(number)
  })
  const content = streams.map(stream => stream?.toString('latin1') ?? '').join('\n')
  if (streams.some(stream => stream === undefined)) return page
  const drawing = { content, resources: resourcesOf(pdf, page), mode: VISIBLE, depth: 0 }
  const stripped = stripDrawing(pdf, drawing, addStream)
  if (!stripped) return page
  const number = addStream('', Buffer.from(stripped.content, 'latin1'))
  return new Map(page)
    .set('Contents', `[${number} 0 R]`)
    .set('Resources', writeDictionary(stripped.resources))
}

/** Undefined where nothing is to be taken away. */
function stripDrawing(pdf: CleanPdf, drawing: Drawing, addStream: AddStream): StrippedDrawing | undefined {
  const { content, resources, mode, depth } = drawing
  const fonts = resolved(pdf, resources.get('Font'))
  const isType3 = (name: string) => resolved(pdf, fonts.get(name)).get('Subtype') === '/Type3'
  const stripped = withoutInvisibleText(content, { isType3, mode })
  if (!stripped || depth > DEEPEST_FORM) return undefined
  const objects = new Map(resolved(pdf, resources.get('XObject')))
  let hasChanged = stripped.hasChanged
  for (const [name, modeThere] of stripped.drawn) {
    const form = stripForm(pdf, { value: objects.get(name), resources, mode: modeThere, depth }, addStream)
    if (form === undefined) continue
    objects.set(name, `${form} 0 R`)
    hasChanged = true
  }
  if (!hasChanged) return undefined
  const withObjects =
    objects.size === 0 ? resources : new Map(resources).set('XObject', writeDictionary(objects))
  return { content: stripped.content, resources: withObjects }
}

interface NamedForm extends Omit<Drawing, 'content'> {
  readonly value: string | undefined
}

function stripForm(
  pdf: CleanPdf,
  { value, resources, mode, depth }: NamedForm,
  addStream: AddStream,
): number | undefined {
  const number = referenceOf(value)
  const facts = number === undefined ? undefined : pdf.dictionary(number)
  if (number === undefined || facts?.get('Subtype') !== '/Form') return undefined
  const content = pdf.stream(number)?.toString('latin1')
  if (content === undefined) return undefined
  const own = facts.has('Resources') ? resolved(pdf, facts.get('Resources')) : resources
  const stripped = stripDrawing(pdf, { content, resources: own, mode, depth: depth + 1 }, addStream)
  if (!stripped) return undefined
  const kept = new Map(facts).set('Resources', writeDictionary(stripped.resources))
  for (const name of ['Length', 'Filter', 'DecodeParms']) kept.delete(name)
  return addStream(writeDictionary(kept).slice(2, -2), Buffer.from(stripped.content, 'latin1'))
}

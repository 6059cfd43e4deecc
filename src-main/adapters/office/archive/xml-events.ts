import { SaxesParser, type SaxesTagNS } from 'saxes'
import { ProblemError } from '../../../core/problem-error.ts'
import { usualName } from './xml-namespaces.ts'

/** What is told while XML is read. Names are those of `XmlElement`. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

export interface XmlEvents {
  write(text: string): void
  end(): void
  /** The namespace that a prefix stands for at this place. */
  resolve(prefix: string): string | undefined
}

/** Deeper than any writer of documents nests, and shallow enough for whoever walks the tree. */
const MOST_DEPTH = 512

/**
 * Reads XML as it comes. Throws ProblemError damaged-file for what is not well-formed, for elements nested too deep,
 * and for any DOCTYPE: without one there are no entities that could grow or lead outside.
 */
export function xmlEvents(handlers: XmlHandlers): XmlEvents {
  const parser = new SaxesParser({ xmlns: true })
  let depth = 0
  parser.on('error', error => {
    throw new ProblemError('damaged-file', error.message, { cause: error })
  })
  parser.on('doctype', () => {
    throw new ProblemError('damaged-file', 'the document declares entities or a document type')
  })
  parser.on('opentag', tag => {
    depth++
    if (depth > MOST_DEPTH) throw new ProblemError('damaged-file', 'elements are nested too deep')
    handlers.open(usualName(tag.uri, tag.prefix, tag.local), attributesOf(tag))
  })
  parser.on('closetag', tag => {
    depth--
    handlers.close(usualName(tag.uri, tag.prefix, tag.local))
  })
  parser.on('text', text => handlers.text(text))
  parser.on('cdata', text => handlers.text(text))
  return {
    write: text => {
      parser.write(text)
    },
    end: () => {
      parser.close()
    },
    resolve: prefix => parser.resolve(prefix),
  }
}

/** Without a prototype: an attribute may be named `constructor`. */
function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null)
  for (const { uri, prefix, local, value } of Object.values(tag.attributes))
    if (prefix !== 'xmlns' && local !== 'xmlns') attributes[usualName(uri, prefix, local)] = value
  return attributes
}

import path from 'node:path'
import { INPUT_KINDS } from '../../../src-shared/contract/input-kinds.ts'
import type { FileHint } from '../../core/ports/file-hint.ts'
import { ProblemError } from '../../core/problem-error.ts'

/** What begins so is a web page, whatever its name. */
const HTML_START =
  /^(?:\uFEFF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i
const XML_START = /^(?:\uFEFF)?\s*<\?xml\b/i

/** Which kind of text a file is that begins with these bytes. Its name decides where the text itself does not. */
export function textMediaType(head: Uint8Array, { name = '', mediaType }: FileHint): string {
  if (mediaType?.startsWith('text/')) return mediaType
  const extension = path.extname(name).toLowerCase()
  const named = INPUT_KINDS.find(({ extensions }) => extensions.includes(extension))?.mediaType
  if (named !== undefined && !named.startsWith('text/'))
    throw new ProblemError(
      'not-supported',
      `the file seems to be a text file, though its name ends in ${extension}`,
    )
  const start = textOf(head)
  if (HTML_START.test(start)) return 'text/html'
  if (named !== undefined) return named
  if (XML_START.test(start)) throw new ProblemError('not-supported', 'the file seems to be an XML file')
  return 'text/plain'
}

function textOf(head: Uint8Array): string {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head)
  return new TextDecoder('utf-8').decode(head)
}

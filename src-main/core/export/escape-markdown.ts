const ALWAYS = /[\\`*[<~|]/g
const UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
const ENTITY = /&(?=#?\w+;)/g
const BLOCK_START = /^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|-{2,}(?=\s*$)|={1,}(?=\s*$)|\[(?=(?:\\.|[^\]\\])*\]:))/
/** Brackets around few signs, as of a citation: no link without an address after them. A single x may be a task's mark. */
const CITATION = /\\\[(?![xX]\])([\p{L}\p{N}.,+–-]{1,20}\])(?!\()/gu
const ORDERED_START = /^(\d{1,9})([.)])(?=\s|$)/
/** An address that may stand between angle brackets, where nothing needs escaping. */
const ADDRESS = /^https?:\/\/[^\s<>\\`&\p{Cc}]+$/iu
/** What makes GFM see an address in plain text, in which it takes backslashes for themselves. */
const ADDRESS_SIGN = /:(?=\/\/)|(?<=www)\.|@|:(?=[^\s]+@)/gi

/** Text that Markdown (GFM) shows as it is, wherever a paragraph, a heading or a list item begins. */
export function escapeMarkdown(text: string): string {
  return escapeStart(escapeWords(oneLine(text)))
}

/** Makes sure that a line of Markdown begins a paragraph and nothing else. */
export function escapeStart(line: string): string {
  return line.replace(BLOCK_START, '\\$1').replace(ORDERED_START, '$1\\$2')
}

/** Text of one line that does not begin the line. Addresses in it stay addresses. */
export function escapeWords(text: string): string {
  return text.split(' ').map(escapeToken).join(' ')
}

/** Text that makes no address a link: in links, in styled text and where such follows without a space. */
export function escapeClosely(text: string): string {
  return escapeSigns(text).replace(/\]/g, '\\]').replace(/^\^/, '\\^').replace(ADDRESS_SIGN, '\\$&')
}

/** Control characters go; any white space becomes one space. Doing it twice changes nothing more. */
export function oneLine(text: string): string {
  return text
    .replace(/(?!\s)\p{Cc}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function escapeToken(token: string): string {
  const escaped = escapeSigns(token).replace(CITATION, '[$1')
  if (escaped === token) return token
  return ADDRESS.test(token) ? `<${token}>` : escaped.replace(ADDRESS_SIGN, '\\$&')
}

const escapeSigns = (text: string): string =>
  text.replace(ALWAYS, '\\$&').replace(UNDERSCORE, '\\_').replace(ENTITY, '&amp;')

const ALWAYS = /[\\`*[<~|]/g
const UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
const ENTITY = /&(?=#?\w+;)/g
const BLOCK_START = /^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|-{2,}(?=\s*$)|={1,}(?=\s*$))/
const ORDERED_START = /^(\d{1,9})([.)])(?=\s|$)/
/** An address that may stand between angle brackets, where nothing needs escaping. */
const ADDRESS = /^https?:\/\/[^\s<>\\`&\p{Cc}]+$/iu
/** What makes GFM see an address in plain text, in which it takes backslashes for themselves. */
const ADDRESS_SIGN = /:(?=\/\/)|(?<=www)\.|@|:(?=[^\s]+@)/gi

/** Text that Markdown (GFM) shows as it is, wherever a paragraph, a heading or a list item begins. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .split(' ')
    .map(escapeToken)
    .join(' ')
    .replace(BLOCK_START, '\\$1')
    .replace(ORDERED_START, '$1\\$2')
}

/** Control characters go; any white space becomes one space. Doing it twice changes nothing more. */
export function oneLine(text: string): string {
  return text
    .replace(/(?!\s)\p{Cc}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function escapeToken(token: string): string {
  const escaped = token.replace(ALWAYS, '\\$&').replace(UNDERSCORE, '\\_').replace(ENTITY, '&amp;')
  if (escaped === token) return token
  return ADDRESS.test(token) ? `<${token}>` : escaped.replace(ADDRESS_SIGN, '\\$&')
}

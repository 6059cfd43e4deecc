const ALWAYS = /[\\`*[<~|]/g
const UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
const ENTITY = /&(?=#?\w+;)/g
const BLOCK_START = /^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|-{2,}(?=\s*$)|={1,}(?=\s*$))/
const ORDERED_START = /^(\d{1,9})([.)])(?=\s|$)/

/** Text that Markdown (GFM) shows as it is, wherever a paragraph, a heading or a list item begins. */
export function escapeMarkdown(text: string): string {
  return escapeInline(oneLine(text)).replace(BLOCK_START, '\\$1').replace(ORDERED_START, '$1\\$2')
}

/** Control characters go; any white space becomes one space. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
}

function escapeInline(text: string): string {
  return text.replace(ALWAYS, '\\$&').replace(UNDERSCORE, '\\_').replace(ENTITY, '&amp;')
}

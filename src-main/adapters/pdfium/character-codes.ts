/** Code 0 means a missing glyph. */
const FIRST_CODE = 1
const MOST_CODES = 0xfffe
/** More rows than this in a block are not allowed. */
const BLOCK_ROWS = 100

/** Which code stands for which character in the invisible text, two bytes each, beyond the basic plane too. */
export interface CharacterCodes {
  add(text: string): void
  /** Codes of a text; characters that were never added are left out. */
  of(text: string): readonly number[]
  readonly count: number
  /** The CMap by which readers find the characters again. */
  toUnicode(): string
}

/** Begins without characters. */
export function characterCodes(): CharacterCodes {
  const codes = new Map<string, number>()
  return {
    add(text) {
      for (const character of text) {
        if (codes.has(character) || codes.size >= MOST_CODES || /\p{Cs}/u.test(character)) continue
        codes.set(character, FIRST_CODE + codes.size)
      }
    },
    of(text) {
      const used: number[] = []
      for (const character of text) {
        const code = codes.get(character)
        if (code !== undefined) used.push(code)
      }
      return used
    },
    get count() {
      return codes.size
    },
    toUnicode: () => cmapOf([...codes]),
  }
}

function cmapOf(codes: readonly (readonly [character: string, code: number])[]): string {
  const rows = codes.map(([character, code]) => `<${hex(code)}> <${utf16(character)}>`)
  const blocks: string[] = []
  for (let at = 0; at < rows.length; at += BLOCK_ROWS) {
    const block = rows.slice(at, at + BLOCK_ROWS)
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar')
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <FFFF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
    '',
  ].join('\n')
}

const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0')

const utf16 = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => hex(character.charCodeAt(at))).join('')

import { DOCX_NAMESPACES } from './docx-namespaces.ts'
import type { CountedList } from './docx-store.ts'

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
const BULLETS = ['•', '◦', '▪'] as const

/** How lists look: the pattern of bullets, that of numbers, and for each list where it begins to count. */
export function* docxNumbering(lists: readonly CountedList[]): Generator<string> {
  yield `<w:numbering ${DOCX_NAMESPACES}>`
  yield pattern(0, 'bullet', level => BULLETS[level % BULLETS.length] ?? '•')
  yield pattern(1, 'decimal', level => `%${level + 1}.`)
  yield '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
  yield '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
  for (const [at, { depth, start }] of lists.entries()) {
    const begin = `<w:lvlOverride w:ilvl="${depth}"><w:startOverride w:val="${start}"/></w:lvlOverride>`
    yield `<w:num w:numId="${at + 3}"><w:abstractNumId w:val="1"/>${begin}</w:num>`
  }
  yield '</w:numbering>'
}

function pattern(id: number, format: string, sign: (level: number) => string): string {
  const levels = LEVELS.map(
    level =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${sign(level)}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${(level + 1) * 420}" w:hanging="420"/></w:pPr></w:lvl>`,
  )
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${levels.join('')}</w:abstractNum>`
}

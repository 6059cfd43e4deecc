import type { ReadLine, ReadWord } from '../reading.ts'

/** Level 5 of Tesseract's TSV is a word; its columns after that. */
const WORD = '5'

/** The lines of Tesseract's TSV output. */
export function tesseractLines(tsv: string): ReadLine[] {
  const lines = new Map<string, { words: ReadWord[]; edges: number[][] }>()
  for (const row of tsv.split('\n')) {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, text] =
      row.split('\t')
    if (level !== WORD || text === undefined || text.trim() === '') continue
    const key = [page, block, paragraph, line].join(' ')
    const { words, edges } = lines.get(key) ?? { words: [], edges: [] }
    lines.set(key, { words, edges })
    words.push({ text: text.trim(), confidence: Math.max(0, Number(confidence) / 100) })
    edges.push([Number(left), Number(top), Number(left) + Number(width), Number(top) + Number(height)])
  }
  return [...lines.values()].map(({ words, edges }) => {
    const edge = (at: number) => edges.map(each => each[at] ?? 0)
    return {
      words,
      box: {
        left: Math.min(...edge(0)),
        top: Math.min(...edge(1)),
        right: Math.max(...edge(2)),
        bottom: Math.max(...edge(3)),
      },
    }
  })
}

import type { Line, Region, Word } from '../../../src-shared/contract/page.ts'

/** The lines of a region; what has only text, as office files do, is a line for each of its lines of text. */
export function linesOfRegion(region: Region): readonly Line[] {
  if (region.lines.length > 0) return region.lines
  return region.text
    .split('\n')
    .filter(text => text.trim() !== '')
    .map(text => ({ text, box: region.box, confidence: 1, words: [] }))
}

/** The words of a line, where they make it up; otherwise the whole line as one. Empty for a line without letters. */
export function wordsOfLine(line: Line): readonly Word[] {
  const words = line.words.filter(word => word.text.trim() !== '')
  if (words.length > 0 && bare(words.map(word => word.text).join('')) === bare(line.text)) return words
  const text = line.text.trim()
  return text === '' ? [] : [{ text, box: line.box, confidence: line.confidence }]
}

const bare = (text: string): string => text.replace(/\s+/g, '')

import type { Box, Line } from '../../../../src-shared/contract/page.ts'

export interface TextToPlace {
  readonly text: string
  readonly box: Box
  readonly confidence: number
  /** Whether the text ran over line ends that the model left out. */
  readonly wraps: boolean
}

/** Letters are about half as wide as lines are high; Chinese and Japanese ones as wide. */
const LETTER_SHARE = 0.5
const WIDE = /[\u1100-\u11FF\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]/g
const MOST_ROWS = 300
/** What stands between two lines belongs to neither. */
const LINE_HEIGHT = 0.85

/**
 * Where the words of a region probably stand: the model tells the region's place and no more. It is close enough for text
 * that is searched and selected over the page's picture.
 */
export function linesOfText({ text, box, confidence, wraps }: TextToPlace): Line[] {
  if (text.trim() === '') return []
  const rows = wraps ? wrapped(text.split('\n'), box) : text.split('\n').map(wordsOf)
  const heightPx = (box.bottom - box.top) / rows.length
  const widest = Math.max(1, ...rows.map(unitsOfRow))
  const unitPx = (box.right - box.left) / widest
  return rows.map((words, index) => {
    const top = box.top + index * heightPx
    const bottom = rows.length === 1 ? box.bottom : top + heightPx * LINE_HEIGHT
    let left = box.left
    const placed = words.map(word => {
      const right = left + unitsOf(word) * unitPx
      const place = { left, top, right, bottom }
      left = right + unitPx
      return { text: word, box: place, confidence }
    })
    const right = placed.at(-1)?.box.right ?? box.left
    return { text: words.join(' '), box: { left: box.left, top, right, bottom }, confidence, words: placed }
  })
}

/** How wide a text is, in narrow letters. */
export const unitsOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0)

const unitsOfRow = (words: readonly string[]): number =>
  words.reduce((sum, word) => sum + unitsOf(word) + 1, -1)

const wordsOf = (line: string): string[] => line.split(/\s+/).filter(word => word !== '')

/** As many rows as letters of a usual shape need to fill the box. */
function wrapped(lines: readonly string[], { left, top, right, bottom }: Box): string[][] {
  const units = lines.reduce((sum, line) => sum + unitsOf(line), 0)
  const shape = (bottom - top) / Math.max(1, right - left)
  const wanted = Math.min(MOST_ROWS, Math.round(Math.sqrt(LETTER_SHARE * units * shape)))
  return lines.flatMap(line => {
    const rowCount = Math.max(1, Math.round((wanted * unitsOf(line)) / Math.max(1, units)))
    return rowsOf(line, Math.ceil(unitsOf(line) / rowCount) + 2)
  })
}

function rowsOf(line: string, most: number): string[][] {
  const rows: string[][] = [[]]
  let free = most
  for (const word of wordsOf(line).flatMap(each => cut(each, most))) {
    if (unitsOf(word) > free && rows.at(-1)?.length !== 0) {
      rows.push([])
      free = most
    }
    rows.at(-1)?.push(word)
    free -= unitsOf(word) + 1
  }
  return rows.filter(row => row.length > 0)
}

/** Scripts without spaces break anywhere. */
function cut(word: string, most: number): string[] {
  if (unitsOf(word) <= most || !/[\u2E80-\u9FFF\uAC00-\uD7AF]/.test(word)) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (unitsOf(piece) + unitsOf(letter) > most) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece].filter(each => each !== '')
}

import type { Line, Word } from '../../../../src-shared/contract/page.ts'

/** A line of type 20 pixels high at this place, each character 10 pixels wide. */
export function lineAt([left, top]: readonly [number, number], text: string, heightPx = 20): Line {
  const characterPx = heightPx / 2
  const words: Word[] = []
  let x = left
  for (const word of text.split(' ')) {
    const box = { left: x, top, right: x + word.length * characterPx, bottom: top + heightPx }
    words.push({ text: word, box, confidence: 0.9 })
    x = box.right + characterPx
  }
  const box = { left, top, right: left + text.length * characterPx, bottom: top + heightPx }
  return { text, box, confidence: 0.9, words, fontSizePx: heightPx }
}

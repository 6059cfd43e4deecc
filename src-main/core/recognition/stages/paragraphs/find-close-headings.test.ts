import { describe, expect, it } from 'vitest'
import type { Line, Run, Word } from '../../../../../src-shared/contract/page.ts'
import { layOutPage } from '../lay-out-page.ts'
import { lineAt } from '../line-fixture.ts'

const WORDS = 'words enough to fill one whole row of the text on this page here'
const plain = (top: number, text = WORDS): Line => ({ ...lineAt([100, top], text), isBold: false })
const bold = (top: number, text: string): Line => ({ ...lineAt([100, top], text), isBold: true })
const text = (top: number, end = 'the end of it.') => [plain(top), plain(top + 24), plain(top + 48, end)]

function titlesOf(lines: readonly Line[], italic: readonly Line[] = []): string[] {
  const styles = new Map<Word, readonly Run[]>(
    italic.flatMap(line => line.words.map(word => [word, [{ text: word.text, isItalic: true }]] as const)),
  )
  return layOutPage(lines, { heightPx: 1600, skewDegrees: 0, styles })
    .filter(({ category }) => category === 'title')
    .map(region => region.text)
}

describe('a heading without room above', () => {
  it('is a bold row between the end of a text and the start of another', () => {
    expect(titlesOf([...text(100), bold(172, 'Lock nuts'), ...text(196)])).toEqual(['Lock nuts'])
  })

  it('is an italic row that is set as a heading with room is', () => {
    const [first, second] = [plain(220, 'Boots'), plain(316, 'Steel nuts')]
    const lines = [...text(100), first, ...text(244), second, ...text(340)]

    expect(titlesOf(lines, [first, second])).toEqual(['Boots', 'Steel nuts'])
    expect(titlesOf([...text(100), plain(172, 'Steel nuts'), ...text(196)])).toEqual([])
  })

  it('is no stressed row within a sentence, no label and no row before another bold one', () => {
    expect(titlesOf([...text(100, WORDS), bold(172, 'Lock nuts'), ...text(196)])).toEqual([])
    expect(titlesOf([...text(100), bold(172, 'Note:'), ...text(196)])).toEqual([])
    expect(titlesOf([...text(100), bold(172, 'Lock nuts'), bold(196, 'Boots'), ...text(220)])).toEqual([])
  })

  it('is a scanned row in the middle of its column, as another that has room', () => {
    const scanned = (lines: readonly Line[]) => lines.map(({ isBold: _, ...line }) => line)
    const centred = (top: number, words: string) =>
      lineAt([100 + (WORDS.length - words.length) * 5, top], words)
    const first = [...text(100), centred(220, 'Chicken'), ...text(250)]
    const second = [centred(331, 'Braised hen'), ...text(364)]

    expect(titlesOf(scanned([...first, ...second]))).toEqual(['Chicken', 'Braised hen'])
    expect(titlesOf(scanned([...text(100), ...text(250), ...second]))).toEqual([])
  })
})

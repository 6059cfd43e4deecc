import { describe, expect, it } from 'vitest'
import type { Glyph } from '../../../ports/document-reader.ts'
import { linesOfGlyphs } from '../text-layer/lines-of-glyphs.ts'
import { findLayerFormulas } from './find-layer-formulas.ts'

interface Place {
  readonly left?: number
  readonly sizePt?: number
  readonly fontName?: string
  readonly isMonospaced?: boolean
}

/** Glyphs of a row on this baseline, each half as wide as high. */
function row(baseline: number, text: string, place: Place = {}): Glyph[] {
  const { left = 72, sizePt = 10, fontName = 'CMR10', isMonospaced = false } = place
  return [...text].map((character, at) => {
    const x = left + 0.5 * sizePt * at
    return {
      ...{ text: character, fontSizePt: sizePt, fontName, isMonospaced, angleDegrees: 0 },
      ...{ isBold: false, isGenerated: character === ' ', isInvisible: false, originX: x, originY: baseline },
      box: { left: x, top: baseline - 0.7 * sizePt, right: x + 0.46 * sizePt, bottom: baseline },
    }
  })
}

const LONG = 'words enough to fill one whole row of the text on this page with running'
const paragraph = (baseline: number): Glyph[] => [0, 1, 2, 3].flatMap(at => row(baseline + 12 * at, LONG))
const maths = (baseline: number, text: string, place: Place = {}) =>
  row(baseline, text, { fontName: 'CMMI10', left: 225, ...place })

/** The words of the formulas between two paragraphs. */
function find(between: readonly Glyph[]): string[] {
  const { lines, signs } = linesOfGlyphs([...paragraph(100), ...between, ...paragraph(220)], 72)
  return findLayerFormulas(lines, signs).map(formula => formula.lines.map(line => line.text).join('|'))
}

describe('formulas of a text layer', () => {
  it('are found with what stands above and below their fractions', () => {
    const fraction = [...maths(172, 'y = ', { left: 220 }), ...maths(167, 'x+a', { left: 246 })]

    expect(find([...fraction, ...maths(178, 'b', { left: 251 })])).toEqual(['y = x+a|b'])
  })

  it('are found with their number at the margin', () => {
    expect(find([...maths(172, 'y = x+z'), ...row(172, '(12)', { left: 412 })])).toEqual(['y = x+z|(12)'])
  })

  it('are found by mathematical characters, whatever their font is called', () => {
    expect(find(maths(172, '𝑦 ≤ 𝑥+𝑧', { fontName: 'Unknown' }))).toEqual(['𝑦 ≤ 𝑥+𝑧'])
  })

  it('are not found in the rows of a paragraph', () => {
    expect(
      find([
        ...row(148, 'where'),
        ...maths(148, 'y = x', { left: 102 }),
        ...row(148, 'holds', { left: 132 }),
      ]),
    ).toEqual([])
    expect(find(maths(150, 'y = x+z', { left: 72 }))).toEqual([])
  })

  it('are not found where a sentence, code, or cells of a table stand', () => {
    expect(find(row(172, 'only if the value ≤ the limit of it', { left: 160 }))).toEqual([])
    expect(find([...maths(172, '⇒'), ...row(172, ' i = [1; 2]', { left: 230, isMonospaced: true })])).toEqual(
      [],
    )
    expect(find([...maths(172, 'y = x+z'), ...maths(172, '≤ 5', { left: 330 })])).toEqual([])
    expect(find(maths(172, '. . . . . . . .'))).toEqual([])
  })
})

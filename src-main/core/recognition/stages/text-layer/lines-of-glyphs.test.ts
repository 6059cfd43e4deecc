import { describe, expect, it } from 'vitest'
import type { Glyph } from '../../../ports/document-reader.ts'
import { linesOfGlyphs } from './lines-of-glyphs.ts'
import { rotationOfGlyphs, turnGlyphs } from './turn-glyphs.ts'

const linesOf = (glyphs: readonly Glyph[], dpi: number) => linesOfGlyphs(glyphs, dpi).lines

/** Glyphs of a text set at this place, 6 points wide; spaces leave a gap and stand as the reader gives them. */
function glyphsOf(
  text: string,
  [left, baseline]: readonly [number, number],
  about: Partial<Glyph> = {},
): Glyph[] {
  return [...text].map((character, i) => ({
    text: character,
    box: { left: left + 6 * i, top: baseline - 7, right: left + 6 * i + 5.5, bottom: baseline },
    fontSizePt: 10,
    fontName: 'Serif',
    isBold: false,
    angleDegrees: 0,
    isGenerated: character === ' ',
    isInvisible: false,
    ...about,
  }))
}

describe('linesOfGlyphs', () => {
  it('joins characters to words and lines in pixels of the resolution', () => {
    const [line, ...others] = linesOf(glyphsOf('two words', [72, 144]), 144)

    expect(others).toEqual([])
    expect(line?.words.map(word => word.text)).toEqual(['two', 'words'])
    expect(line?.box.left).toBe(144)
    expect(line?.words[1]?.box.left).toBe(2 * (72 + 24))
    expect(line?.fontSizePx).toBe(20)
    expect(line?.confidence).toBe(1)
  })

  it('parts lines that stand below or far beside each other', () => {
    const glyphs = [
      ...glyphsOf('one', [72, 100]),
      ...glyphsOf('two', [172, 100]),
      ...glyphsOf('three', [72, 112]),
    ]

    expect(linesOf(glyphs, 72).map(line => line.text)).toEqual(['one', 'two', 'three'])
  })

  it('keeps low characters such as the underscore in their word', () => {
    const glyphs = glyphsOf('a_b', [72, 100]).map(glyph =>
      glyph.text === '_' ? { ...glyph, box: { ...glyph.box, top: 101, bottom: 102 } } : glyph,
    )

    expect(linesOf(glyphs, 72).map(line => line.text)).toEqual(['a_b'])
  })

  it('calls a line bold only when nearly all of it is', () => {
    const bold = linesOf(glyphsOf('Heading', [72, 100], { isBold: true }), 72)
    const mixed = linesOf(
      [...glyphsOf('Note:', [72, 100], { isBold: true }), ...glyphsOf(' text', [102, 100])],
      72,
    )

    expect(bold[0]?.isBold).toBe(true)
    expect(mixed[0]?.isBold).toBe(false)
  })
})

describe('turnGlyphs', () => {
  it('makes a page whose text runs down upright', () => {
    const down = glyphsOf('abc', [0, 0]).map((glyph, i) => ({
      ...glyph,
      angleDegrees: 90,
      box: { left: 300, top: 72 + 6 * i, right: 307, bottom: 77.5 + 6 * i },
    }))

    const rotation = rotationOfGlyphs(down)
    const upright = turnGlyphs(down, rotation, { widthPt: 500, heightPt: 800 })

    expect(rotation).toBe(270)
    expect(linesOf(upright, 72).map(line => line.text)).toEqual(['abc'])
    expect(upright[0]?.box).toEqual({ left: 72, top: 193, right: 77.5, bottom: 200 })
  })

  it('lets a page be when most of its text is level', () => {
    expect(
      rotationOfGlyphs([...glyphsOf('abcd', [0, 0]), ...glyphsOf('x', [0, 0], { angleDegrees: 90 })]),
    ).toBe(0)
  })

  it('keeps blanks of typewritten text where a letter has room, and no others', () => {
    const typed = glyphsOf('logger', [72, 100], { isMonospaced: true, originY: 100 })
    const after = { text: '(', box: { left: 110, top: 93, right: 112, bottom: 100 } }
    const last = { text: 'x', box: { left: 120, top: 93, right: 125, bottom: 100 } }
    const [template] = typed
    if (!template) throw new Error('no letters')
    const madeUp = (left: number): Glyph => ({
      ...template,
      text: ' ',
      isGenerated: true,
      box: { left, top: 100, right: left, bottom: 100 },
    })

    const [line] = linesOf(
      [...typed, madeUp(108), { ...template, ...after }, madeUp(114), { ...template, ...last }],
      72,
    )

    expect(line?.text).toBe('logger( x')
  })

  it('reads a sign without a name at the start of a line as a bullet', () => {
    const [line] = linesOf(glyphsOf('\ufffd First of all', [72, 100]), 72)

    expect(line?.text).toBe('• First of all')
    expect(linesOf(glyphsOf('\ufffd', [72, 100]), 72)[0]?.text).toBe('\ufffd')
  })

  it('leaves out signs that nobody knows within a line, and names those of forms', () => {
    const [line] = linesOf(glyphsOf('a\ue123b \ufffd c \uf06f Yes', [72, 100]), 72)

    expect(line?.text).toBe('ab c ☐ Yes')
  })

  it('goes on after raised signs with a comma on the baseline', () => {
    const name = glyphsOf('Ada', [72, 100], { originY: 100 })
    const raised = glyphsOf('*', [90, 96], { originY: 96, fontSizePt: 6 }).map(glyph => ({
      ...glyph,
      box: { ...glyph.box, top: 92, bottom: 95 },
    }))
    const rest = glyphsOf(', Bob', [96, 100], { originY: 100 }).map((glyph, index) =>
      index === 0 ? { ...glyph, box: { ...glyph.box, top: 99, bottom: 102 } } : glyph,
    )

    expect(linesOf([...name, ...raised, ...rest], 72).map(line => line.text)).toEqual(['Ada*, Bob'])
  })
})

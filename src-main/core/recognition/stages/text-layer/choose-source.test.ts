import { describe, expect, it } from 'vitest'
import type { Glyph, TextLayer } from '../../../ports/document-reader.ts'
import { chooseSource } from './choose-source.ts'

const PROSE = 'The harbour was quiet when the morning boat came in, and nobody asked what the crates held. '

function layerOf(text: string, about: Partial<TextLayer & Pick<Glyph, 'isInvisible'>> = {}): TextLayer {
  const { imageCoverage = 0, unmappedShare = 0, isInvisible = false } = about
  const glyphs = [...text].map((character, i) => ({
    text: character,
    box: { left: i, top: 0, right: i + 1, bottom: 1 },
    fontSizePt: 10,
    fontName: 'Serif',
    isBold: false,
    angleDegrees: 0,
    isGenerated: false,
    isInvisible,
  }))
  return { glyphs, imageCoverage, unmappedShare }
}

/** Each letter as the one four places on, as fonts with a moved table of codes tell it. */
const moved = (text: string) =>
  text.replace(/[A-Z]/g, letter => String.fromCharCode(((letter.charCodeAt(0) - 65 + 4) % 26) + 65))

describe('chooseSource', () => {
  it.each([
    ['a born-digital page', layerOf(PROSE), { run: 'text-layer', because: 'layer-is-good' }],
    [
      'a page of figures',
      layerOf('1,250.00 42 17% (3.5) $12.99 2019/20 -7'),
      { run: 'text-layer', because: 'layer-is-good' },
    ],
    ['a page without text', undefined, { run: 'ocr', because: 'no-text-layer' }],
    ['a layer of white space', layerOf('  \n '), { run: 'ocr', because: 'no-text-layer' }],
    [
      'a font without a map',
      layerOf(PROSE, { unmappedShare: 0.9 }),
      { run: 'ocr', because: 'unmapped-text' },
    ],
    [
      'a stamp on a scan',
      layerOf('Filed 03/04/2011', { imageCoverage: 1 }),
      { run: 'ocr', because: 'too-little-text' },
    ],
    [
      'a good layer under a scan',
      layerOf(PROSE.repeat(9), { imageCoverage: 1, isInvisible: true }),
      { run: 'prove', because: 'layer-of-a-scan' },
    ],
    [
      'text with a large picture beside it',
      layerOf(PROSE.repeat(2), { imageCoverage: 0.6 }),
      { run: 'text-layer', because: 'layer-is-good' },
    ],
    [
      'letters moved by four places in capitals',
      layerOf(moved(PROSE.toUpperCase().repeat(2))),
      { run: 'prove', because: 'odd-letters' },
    ],
    [
      'a bad layer under a scan',
      layerOf('Tlie hxrbrr wqs qiiet vvhcn tbc ]morn|ng b0at cxmc '.repeat(20), {
        imageCoverage: 1,
        isInvisible: true,
      }),
      { run: 'ocr', because: 'nonsense-text' },
    ],
    [
      'program code',
      layerOf('if (nrhs != 1 || !mxIsStruct(prhs[0])) mexErrMsgTxt("ARG1 must be a struct");'),
      { run: 'prove', because: 'signs-in-words' },
    ],
    [
      'names of letters with a backslash before them',
      layerOf('\\alpha α \\beta β \\gamma γ \\epsilon ε \\zeta ζ \\theta θ'),
      { run: 'prove', because: 'signs-in-words' },
    ],
    [
      'glyphs by their numbers, which are mostly signs',
      layerOf('!"#$ %&\'( )*"+ ,-./ &$"! (\'#) a%b&'),
      { run: 'ocr', because: 'nonsense-text' },
    ],
    [
      'letters with swapped bytes',
      layerOf('䴀甀氀琀椀挀漀氀漀爀 䈀氀愀挀欀 倀甀爀攀'),
      { run: 'ocr', because: 'nonsense-text' },
    ],
    [
      'Chinese',
      layerOf('商品的天然属性只是就它们使商品有用'),
      { run: 'text-layer', because: 'layer-is-good' },
    ],
    ['Greek', layerOf('Η θάλασσα ήταν ήσυχη το πρωί'), { run: 'text-layer', because: 'layer-is-good' }],
  ] as const)('decides for %s', (_, layer, choice) => {
    expect(chooseSource(layer, false)).toEqual(choice)
  })

  it('reads the pixels of any page when told to', () => {
    expect(chooseSource(layerOf(PROSE), true)).toEqual({ run: 'ocr', because: 'told-to' })
  })
})

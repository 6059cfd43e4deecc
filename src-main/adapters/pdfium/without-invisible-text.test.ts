import { describe, expect, it } from 'vitest'
import { withoutInvisibleText } from './without-invisible-text.ts'

const isType3 = (font: string) => font === 'T3'
const left = (content: string, mode = 0) =>
  withoutInvisibleText(content, { isType3, mode })?.content.replace(/\s+/g, ' ').trim()

describe('withoutInvisibleText', () => {
  it.each([
    [
      'text in mode 3 goes, what is drawn stays',
      'q 1 0 0 1 0 0 cm /I Do Q BT 3 Tr (a) Tj ET',
      'q 1 0 0 1 0 0 cm /I Do Q BT 3 Tr ET',
    ],
    [
      'visible text stays',
      'BT (a) Tj 3 Tr (b) Tj ET BT 0 Tr (c) Tj ET',
      'BT (a) Tj 3 Tr ET BT 0 Tr (c) Tj ET',
    ],
    ['the mode ends with what saved it', 'q 3 Tr BT (a) Tj ET Q BT (b) Tj ET', 'q 3 Tr BT ET Q BT (b) Tj ET'],
    [
      'arrays and brackets in strings are seen through',
      'BT 3 Tr [(a\\)b) -20 <41>] TJ (x (y) Tj) Tj ET',
      'BT 3 Tr ET',
    ],
    [
      'quotes still begin a new line',
      "BT 3 Tr (a) ' 1 2 (b) \" 0 Tr (c) ' ET",
      "BT 3 Tr T* 1 Tw 2 Tc T* 0 Tr (c) ' ET",
    ],
    [
      'fonts that draw for themselves are visible in any mode',
      'BT /T3 9 Tf 3 Tr (a) Tj /F 9 Tf (b) Tj ET',
      'BT /T3 9 Tf 3 Tr (a) Tj /F 9 Tf ET',
    ],
    [
      'an image within the content is passed over',
      'BI /W 2 ID (\0 EI\u0001\u0002 Tj EI BT 3 Tr (a) Tj ET',
      'BI /W 2 ID (\0 EI\u0001\u0002 Tj EI BT 3 Tr ET',
    ],
    ['text of mode 7 cuts what is drawn', 'BT 7 Tr (a) Tj ET', 'BT 7 Tr (a) Tj ET'],
    ['a comment is none of it', '% 3 Tr (\nBT (a) Tj ET', '% 3 Tr ( BT (a) Tj ET'],
  ])('%s', (_what, content, rest) => {
    expect(left(content)).toBe(rest)
  })

  it('begins in the mode of what draws it', () => {
    expect(left('BT (a) Tj ET', 3)).toBe('BT ET')
  })

  it('tells the mode in which other objects are drawn', () => {
    const stripped = withoutInvisibleText('/A Do q 3 Tr /B Do Q /C Do', { isType3, mode: 0 })

    expect([...(stripped?.drawn ?? [])]).toEqual([
      ['A', 0],
      ['B', 3],
      ['C', 0],
    ])
    expect(stripped?.hasChanged).toBe(false)
  })

  it.each([
    ['visible text would stand elsewhere', 'BT 3 Tr (a) Tj 0 Tr (b) Tj ET'],
    ['it ends in the middle of a string', 'BT 3 Tr (a'],
    ['it is no page content', '1 '.repeat(200)],
  ])('touches nothing where %s', (_what, content) => {
    expect(left(content)).toBeUndefined()
  })

  it('goes through a megabyte in good time', () => {
    const content = 'BT 3 Tr 1 0 0 1 10 10 Tm [(word) -20 (word)] TJ ET\n'.repeat(20_000)
    const startedAt = performance.now()

    expect(withoutInvisibleText(content, { isType3, mode: 0 })?.hasChanged).toBe(true)
    expect(performance.now() - startedAt).toBeLessThan(15_000)
  })
})

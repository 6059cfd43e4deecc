import { describe, expect, it } from 'vitest'
import { joinLines } from './join-lines.ts'

describe('joinLines', () => {
  it.each([
    [['one', 'two'], 'one two'],
    [['a func-', 'tion'], 'a function'],
    [['soft hy­', 'phen'], 'soft hyphen'],
    [['the Trans-', 'Siberian'], 'the Trans-Siberian'],
    [['from 1914-', '1918'], 'from 1914- 1918'],
    [['the model B-', '52'], 'the model B-52'],
    [['words —', 'and more'], 'words — and more'],
    [['商品和', '货币'], '商品和货币'],
    [['商品', 'and goods'], '商品 and goods'],
    [['  spaced ', '', ' out'], 'spaced out'],
    [[], ''],
  ])('makes of %j the text %j', (lines, text) => {
    expect(joinLines(lines)).toBe(text)
  })

  it('shortens the dots of a table of contents', () => {
    expect(joinLines(['Tides . . . . . . . . . . 12'])).toBe('Tides … 12')
    expect(joinLines(['Tides........... 12'])).toBe('Tides … 12')
    expect(joinLines(['Wait... what'])).toBe('Wait... what')
  })
})

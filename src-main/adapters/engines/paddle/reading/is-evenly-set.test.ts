import { describe, expect, it } from 'vitest'
import { isEvenlySet } from './is-evenly-set.ts'

const PITCH_PX = 14
/** Half of what is left beside letters of different widths: 3 to 7 pixels of paper in all. */
const WIDTHS = [5, 4, 7, 5, 3, 6, 5, 4]

/** Gaps of a typewriter; the one with the number `space` was read as a space. */
const typed = (space?: number) =>
  WIDTHS.map((widthPx, at) => ({
    widthPx,
    middlePx: PITCH_PX * (at + 1),
    space: at === space ? { text: ' ' } : undefined,
  }))

describe('isEvenlySet', () => {
  it('knows letters of a typewriter, and that none of them begins a word', () => {
    expect(WIDTHS.map((_, at) => isEvenlySet(typed(), at))).not.toContain(false)
    expect(isEvenlySet(typed(4), 4)).toBe(true)
  })

  it('takes a gap that moves all letters after it on for none of them', () => {
    const moved = typed().map((gap, at) => {
      const { middlePx, widthPx } = gap
      if (at < 4) return gap
      return at === 4
        ? { ...gap, widthPx: widthPx + PITCH_PX, middlePx: middlePx + PITCH_PX / 2 }
        : { ...gap, middlePx: middlePx + PITCH_PX }
    })

    expect(isEvenlySet(moved, 4)).toBe(false)
  })

  it('leaves letters of many widths to others', () => {
    const advances = [8, 12, 5, 13, 9, 6, 12, 8]
    const printed = typed().map((gap, at) => ({
      ...gap,
      middlePx: advances.slice(0, at + 1).reduce((sum, advance) => sum + advance, 0),
    }))

    expect(printed.map((_, at) => isEvenlySet(printed, at))).not.toContain(true)
  })

  it('leaves spaces at the ends of a row as they are, where the type may change', () => {
    expect(isEvenlySet(typed(1), 1)).toBe(false)
    expect(isEvenlySet(typed(6), 6)).toBe(false)
  })
})

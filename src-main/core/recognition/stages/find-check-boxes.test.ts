import { describe, expect, it } from 'vitest'
import { findCheckBoxes } from './find-check-boxes.ts'
import { lineAt } from './line-fixture.ts'

const WIDTH = 600
const HEIGHT = 200

interface Drawing {
  fill(box: readonly [left: number, top: number, right: number, bottom: number]): void
  square(left: number, top: number, side: number): void
  cross(left: number, top: number, side: number): void
}

function drawn(draw: (on: Drawing) => void) {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(245)
  const fill: Drawing['fill'] = ([left, top, right, bottom]) => {
    for (let y = top; y < bottom; y++) pixels.fill(30, y * WIDTH + left, y * WIDTH + right)
  }
  const square: Drawing['square'] = (left, top, side) => {
    fill([left, top, left + side, top + 2])
    fill([left, top + side - 2, left + side, top + side])
    fill([left, top, left + 2, top + side])
    fill([left + side - 2, top, left + side, top + side])
  }
  const cross: Drawing['cross'] = (left, top, side) => {
    for (let at = 2; at < side - 3; at++) {
      fill([left + at, top + at, left + at + 2, top + at + 1])
      fill([left + side - at - 2, top + at, left + side - at, top + at + 1])
    }
  }
  draw({ fill, square, cross })
  return { widthPx: WIDTH, heightPx: HEIGHT, pixels }
}

const textsOf = (draw: (on: Drawing) => void, line = lineAt([100, 50], 'Yes, I agree')) =>
  findCheckBoxes(drawn(draw), [line]).map(({ text }) => text)

describe('printed check boxes', () => {
  it('are signs before their label, empty or crossed', () => {
    expect(textsOf(on => on.square(74, 51, 18))).toEqual(['☐ Yes, I agree'])
    const crossed = (on: Drawing) => {
      on.square(74, 51, 18)
      on.cross(74, 51, 18)
    }
    expect(textsOf(crossed)).toEqual(['☒ Yes, I agree'])
  })

  it('take the place of the letter that they were read as', () => {
    const line = lineAt([76, 50], 'O Yes, I agree')
    expect(textsOf(on => on.square(74, 51, 18), line)).toEqual(['☐ Yes, I agree'])
  })

  it('give the line the box in which both stand', () => {
    const [line] = findCheckBoxes(
      drawn(on => on.square(74, 51, 18)),
      [lineAt([100, 50], 'Yes')],
    )

    expect(line?.box.left).toBe(74)
    expect(line?.words.map(({ text }) => text)).toEqual(['☐', 'Yes'])
  })

  it('are no rulings, black squares, letters, or squares far off', () => {
    const text = ['Yes, I agree']
    const cell = (on: Drawing) => {
      on.square(74, 51, 18)
      on.fill([74, 51, 500, 53])
    }
    const bracket = (on: Drawing) => {
      on.fill([74, 51, 76, 69])
      on.fill([74, 51, 92, 53])
      on.fill([74, 67, 92, 69])
    }

    expect(textsOf(cell)).toEqual(text)
    expect(textsOf(bracket)).toEqual(text)
    expect(textsOf(on => on.fill([74, 51, 92, 69]))).toEqual(text)
    expect(textsOf(on => on.square(30, 51, 18))).toEqual(text)
    expect(textsOf(on => on.square(92, 57, 6))).toEqual(text)
    expect(textsOf(on => on.square(91, 51, 18), lineAt([92, 50], '日 期'))).toEqual(['日 期'])
    const other = lineAt([60, 50], '国')
    const page = drawn(on => on.square(74, 51, 18))
    const wide = { ...other, box: { ...other.box, left: 60, right: 94 } }
    expect(findCheckBoxes(page, [lineAt([100, 50], 'Yes'), wide]).map(line => line.text)).toEqual([
      'Yes',
      '国',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { findTextBoxes } from './find-text-boxes.ts'

function mapWith(widthPx: number, heightPx: number, isText: (x: number, y: number) => boolean): Float32Array {
  return Float32Array.from({ length: widthPx * heightPx }, (_, i) =>
    isText(i % widthPx, Math.floor(i / widthPx)) ? 0.9 : 0,
  )
}

describe('findTextBoxes', () => {
  it('grows the box of a line by its area over its perimeter', () => {
    const map = mapWith(200, 100, (x, y) => x >= 50 && x <= 150 && y >= 40 && y <= 50)

    const [box, ...others] = findTextBoxes(map, 200, 100)

    const margin = (100 * 10 * 1.4) / (2 * 110)
    expect(others).toEqual([])
    expect(box?.height).toBeCloseTo(10 + 2 * margin, 5)
    expect(box?.quad[0].x).toBeCloseTo(50 - margin, 5)
    expect(box?.quad[2].y).toBeCloseTo(50 + margin, 5)
  })

  it('follows a line at an angle', () => {
    const map = mapWith(300, 200, (x, y) => x > 40 && x < 260 && Math.abs(y - 60 - x * 0.2) < 6)

    const [box] = findTextBoxes(map, 300, 200)

    const [from, to] = box?.quad ?? []
    expect(((to?.y ?? 0) - (from?.y ?? 0)) / ((to?.x ?? 1) - (from?.x ?? 0))).toBeCloseTo(0.2, 1)
  })

  it('leaves out specks and faint patches', () => {
    const specks = mapWith(200, 200, (x, y) => x % 10 < 2 && y % 10 < 2)
    const faint = mapWith(200, 200, (x, y) => x > 20 && x < 100 && y > 50 && y < 70).map(p => p * 0.3)

    expect(findTextBoxes(specks, 200, 200)).toEqual([])
    expect(findTextBoxes(faint, 200, 200)).toEqual([])
  })

  it('bounds the boxes of a page full of dots', () => {
    const dots = mapWith(1000, 1000, (x, y) => x % 10 < 5 && y % 10 < 5)

    expect(findTextBoxes(dots, 1000, 1000).length).toBeLessThanOrEqual(4000)
  })
})

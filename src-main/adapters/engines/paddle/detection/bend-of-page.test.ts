import { describe, expect, it } from 'vitest'
import type { LineQuad } from '../quad.ts'
import { bendOfPage } from './bend-of-page.ts'
import type { DetectedLine } from './detected-line.ts'

const SIZE = { widthPx: 1000, heightPx: 1400 }
const HEIGHT_PX = 40

/** A line from x 100 to 900 whose middle follows the given way, as the detector finds it. */
function lineAlong(way: (x: number) => number): DetectedLine {
  const spine = Array.from({ length: 16 }, (_, at) => ({ x: 125 + 50 * at, y: way(125 + 50 * at) }))
  const ys = spine.map(({ y }) => y)
  const [top, bottom] = [Math.min(...ys) - HEIGHT_PX / 2, Math.max(...ys) + HEIGHT_PX / 2]
  const quad: LineQuad = [
    { x: 100, y: top },
    { x: 900, y: top },
    { x: 900, y: bottom },
    { x: 100, y: bottom },
  ]
  return { quad, score: 0.9, spine }
}

const page = (way: (x: number, line: number) => number): DetectedLine[] =>
  Array.from({ length: 12 }, (_, line) => lineAlong(x => 200 + 80 * line + way(x, line)))

describe('bendOfPage', () => {
  it('follows lines that are bent alike', () => {
    const sag = (x: number) => 30 * Math.sin((Math.PI * x) / SIZE.widthPx)

    const bend = bendOfPage(
      page(x => sag(x)),
      SIZE,
    )

    const ways = [150, 300, 500, 700, 850].map(x => (bend?.yOf({ x, y: 600 }) ?? 0) - sag(x))
    for (const y of ways) expect(Math.abs(y - (ways[0] ?? 0))).toBeLessThan(2)
  })

  it('follows lines that are bent the more the lower they stand', () => {
    const sag = (x: number, share: number) => 40 * share * Math.sin((Math.PI * x) / SIZE.widthPx)

    const bend = bendOfPage(
      page((x, line) => sag(x, line / 12)),
      SIZE,
    )

    const risesAt = (y: number) => (bend?.yOf({ x: 500, y }) ?? 0) - (bend?.yOf({ x: 150, y }) ?? 0)
    expect(risesAt(1100)).toBeGreaterThan(risesAt(300) + 8)
  })

  it('leaves straight pages alone, skewed ones too', () => {
    const grain = (x: number) => (x % 100 === 25 ? 1.5 : -1.5)

    expect(bendOfPage(page(grain), SIZE)).toBeUndefined()
    expect(
      bendOfPage(
        page(x => x / 20 + grain(x)),
        SIZE,
      ),
    ).toBeUndefined()
  })

  it('leaves lines alone that are bent each in its own way', () => {
    const sag = (x: number) => 20 * Math.sin((Math.PI * x) / SIZE.widthPx)

    expect(
      bendOfPage(
        page((x, line) => (line % 2 === 0 ? sag(x) : -sag(x))),
        SIZE,
      ),
    ).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import type { Box } from '../../../../../src-shared/contract/page.ts'
import type { PlacedDrawing } from '../../../ports/document-reader.ts'
import { lineAt } from '../line-fixture.ts'
import { type DrawnPage, findLayerFigures } from './find-layer-figures.ts'

type Sides = readonly [left: number, top: number, right: number, bottom: number]

const boxAt = (...[left, top, right, bottom]: Sides): Box => ({ left, top, right, bottom })
const find = (page: Partial<DrawnPage>) =>
  findLayerFigures({ widthPt: 595, heightPt: 842, pictures: [], drawings: [], lines: [], ...page }).map(
    ({ box }) => box,
  )
const curve = (box: Box): PlacedDrawing => ({ box, isRich: true })
const rule = (box: Box): PlacedDrawing => ({ box, isRich: false })

describe('findLayerFigures', () => {
  it('takes pictures of some size, tiles of one as one, and no logos and no grounds', () => {
    const strips = Array.from({ length: 10 }, (_, i) => boxAt(100, 200 + 20 * i, 400, 220 + 20 * i))
    const pictures = [...strips, boxAt(500, 30, 530, 50), boxAt(0, 0, 595, 842)]

    expect(find({ pictures })).toEqual([boxAt(100, 200, 400, 400)])
  })

  it('takes a drawing with its axes and bars as one', () => {
    const drawings = [
      rule(boxAt(100, 500, 101, 700)),
      rule(boxAt(100, 699, 400, 700)),
      ...[0, 1, 2].map(i => curve(boxAt(102, 520 + 40 * i, 398, 600 + 20 * i))),
    ]

    expect(find({ drawings })).toEqual([boxAt(100, 500, 400, 700)])
  })

  it('takes neither the rulings of a table nor a rule across the page for a drawing', () => {
    const table = Array.from({ length: 20 }, (_, i) => rule(boxAt(100, 200 + 15 * i, 450, 201 + 15 * i)))
    const upright = [100, 200, 300, 450].map(x => rule(boxAt(x, 200, x + 1, 485)))

    expect(find({ drawings: [...table, ...upright, rule(boxAt(50, 100, 545, 101))] })).toEqual([])
  })

  it('leaves a picture alone that lies under running text', () => {
    const lines = Array.from({ length: 12 }, (_, i) =>
      lineAt([110, 210 + 14 * i], 'words enough to be a line of running text', 10),
    )

    expect(find({ pictures: [boxAt(100, 200, 400, 400)], lines })).toEqual([])
    expect(find({ pictures: [boxAt(100, 200, 400, 400)], lines: lines.slice(0, 1) })).toHaveLength(1)
  })

  it('ends a shadow where the frame around it does', () => {
    const frames = [curve(boxAt(100, 200, 280, 400)), curve(boxAt(292, 200, 480, 400))]
    const shadow = curve(boxAt(200, 300, 300, 380))
    const rest = [1, 2, 3, 4].map(i => curve(boxAt(100 + 30 * i, 220, 125 + 30 * i, 260)))
    const other = [1, 2, 3].map(i => curve(boxAt(300 + 30 * i, 220, 325 + 30 * i, 260)))

    expect(find({ drawings: [...frames, shadow, ...rest, ...other] })).toHaveLength(2)
  })

  it('finds the drawing in a frame that has text too', () => {
    const frame = curve(boxAt(80, 100, 520, 600))
    const drawing = [0, 1, 2, 3].map(i => curve(boxAt(120, 400 + 30 * i, 420, 440 + 30 * i)))
    const lines = Array.from({ length: 20 }, (_, i) =>
      lineAt([90, 110 + 14 * i], 'words enough to be a line of running text in here', 10),
    )

    expect(find({ drawings: [frame, ...drawing], lines })).toEqual([boxAt(120, 400, 420, 530)])
  })

  it('bounds a thousand tiny pictures and five thousand strokes', () => {
    const pictures = Array.from({ length: 1000 }, (_, i) => {
      const [x, y] = [20 * (i % 28), 20 * Math.floor(i / 28)]
      return boxAt(x, y, x + 3, y + 3)
    })
    const drawings = Array.from({ length: 5000 }, (_, i) => {
      const [x, y] = [(i * 37) % 560, (i * 91) % 800]
      return curve(boxAt(x, y, x + 30, y + 30))
    })
    const startedAt = performance.now()

    expect(find({ pictures })).toEqual([])
    expect(find({ drawings }).length).toBeLessThanOrEqual(50)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

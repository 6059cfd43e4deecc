import path from 'node:path'
import { expect, it } from 'vitest'
import { drawPage, PROSE } from '../drawn-page-fixture.ts'
import { openModels } from '../models.ts'
import { findTextBoxes } from './find-text-boxes.ts'
import { mapText } from './map-text.ts'

const text = PROSE.join(' ')

it.each([
  ['down a strip', { widthPx: 320, heightPx: 3200 }],
  ['across a strip', { widthPx: 3200, heightPx: 320 }],
])('finds each line once where bands meet %s', async (_, size) => {
  const models = await openModels(path.resolve('resources/models'))
  const rows = Array.from({ length: Math.floor(size.heightPx / 40) - 1 }, (_, row) => row)
  const words = text.slice(0, Math.floor(size.widthPx / 14))
  const page = drawPage(
    rows.map(row => ({ text: words, x: 20, y: 50 + 40 * row, sizePx: 24 })),
    size,
  )

  const map = await mapText(await models.detector(), page)
  const boxes = findTextBoxes(map, size.widthPx, size.heightPx)

  const middles = boxes.map(({ quad }) => Math.round(((quad[0].y + quad[2].y) / 2 - 42) / 40) + 0)
  expect(middles.toSorted((a, b) => a - b)).toEqual(rows)
})

import { expect, test } from 'vitest'
import { lineAt } from '../line-fixture.ts'
import { readLayerTables } from './read-layer-tables.ts'

const SIDE = 100
const [WIDTH, HEIGHT] = [80, 40]
/** Far more than it takes, for machines that are busy. */
const LIMIT_MS = 120_000

const texts = Array.from({ length: SIDE * SIDE }, (_, at) => String(1000 + ((at * 7919) % 9000)))
const lines = texts.map((text, at) =>
  lineAt([100 + WIDTH * (at % SIDE), 100 + HEIGHT * Math.floor(at / SIDE)], text),
)
const rules = Array.from({ length: SIDE + 1 }, (_, at) => [
  { left: 90, right: 90 + WIDTH * SIDE, top: 90 + HEIGHT * at, bottom: 92 + HEIGHT * at },
  { left: 90 + WIDTH * at, right: 92 + WIDTH * at, top: 90, bottom: 90 + HEIGHT * SIDE },
]).flat()

test.each([
  { name: 'between rules', drawings: rules },
  { name: 'without rules', drawings: [] },
])(
  'a table of ten thousand cells $name is read whole, in bounded time',
  ({ drawings }) => {
    const startedAt = performance.now()

    const [region] = readLayerTables(lines, drawings)

    expect(region?.table).toMatchObject({ rowCount: SIDE, columnCount: SIDE })
    expect(region?.table?.cells.map(cell => cell.text)).toEqual(texts)
    expect(performance.now() - startedAt).toBeLessThan(LIMIT_MS)
  },
  2 * LIMIT_MS,
)

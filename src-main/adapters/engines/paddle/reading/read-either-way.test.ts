import path from 'node:path'
import { expect, it } from 'vitest'
import { drawPage } from '../drawn-page-fixture.ts'
import { openModels } from '../models.ts'
import type { LineQuad } from '../quad.ts'
import { readEitherWay } from './read-either-way.ts'

const models = await openModels(path.resolve('resources/models'))

/** What is read of a box around one character, nearly twice as tall as wide. */
async function readSingle(character: string, sizePx: number): Promise<string> {
  const [x, y] = [20, 40]
  const image = drawPage([{ text: character, x, y, sizePx }], { widthPx: 60, heightPx: 60 })
  const [left, top] = [x - 0.03 * sizePx, y - 0.95 * sizePx]
  const [right, bottom] = [left + 0.62 * sizePx, top + 1.15 * sizePx]
  const quad: LineQuad = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ]
  const recogniser = await models.recogniser('tiny-latin')
  const reading = await readEitherWay(recogniser, image, { quad, level: undefined, mayStandOnHead: true })
  return reading.line.text
}

it('reads a single character upright, though its box is tall', async () => {
  expect(await readSingle('N', 24)).toBe('N')
  expect(await readSingle('N', 12)).toBe('N')
  expect(await readSingle('7', 9)).toBe('7')
})

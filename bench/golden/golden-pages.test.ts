import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { paddleEngine } from '../../src-main/adapters/engines/paddle/engine.ts'
import { openModels } from '../../src-main/adapters/engines/paddle/models.ts'
import type { GreyImage } from '../../src-main/core/ports/document-reader.ts'
import type { TextEngine } from '../../src-main/core/ports/text-engine.ts'
import { layOutPage } from '../../src-main/core/recognition/stages/lay-out-page.ts'
import { characterDistance, rate, wordDistance } from '../score.ts'
import { GOLDEN_PAGES } from './golden-pages.ts'

let engine: TextEngine
beforeAll(async () => {
  engine = paddleEngine(await openModels(path.resolve('resources/models')))
}, 300_000)

async function textOf(image: GreyImage): Promise<string> {
  const request = { image, mode: 'balanced', language: 'auto', prompt: '', lap: () => {} } as const
  const { lines, skewDegrees } = await engine.readLines(request)
  const regions = layOutPage(lines, { heightPx: image.heightPx, skewDegrees })
  return regions.flatMap(region => region.lines.map(line => line.text)).join('\n')
}

describe('reading golden pages', () => {
  it.each(GOLDEN_PAGES)(
    'makes few errors on $name',
    async ({ image, text, mostCharacters, mostWords }) => {
      const read = await textOf(await image())

      expect(rate([characterDistance(text, read)]), read).toBeLessThanOrEqual(mostCharacters)
      expect(rate([wordDistance(text, read)]), read).toBeLessThanOrEqual(mostWords)
    },
    300_000,
  )
})

import path from 'node:path'
import { expect, it } from 'vitest'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import { drawnLines, drawPage, PROSE } from './drawn-page-fixture.ts'
import { paddleEngine } from './engine.ts'
import { openModels } from './models.ts'

const SAG_PX = 60

/** As a page near the fold of an open book lies. */
function bent({ pixels, widthPx, heightPx }: GreyImage): GreyImage {
  const curved = new Uint8Array(pixels.length).fill(255)
  for (let x = 0; x < widthPx; x++) {
    const shift = Math.round(SAG_PX * Math.sin((Math.PI * x) / widthPx))
    for (let y = 0; y < heightPx - shift; y++)
      curved[(y + shift) * widthPx + x] = pixels[y * widthPx + x] ?? 255
  }
  return { widthPx, heightPx, pixels: curved }
}

it('reads lines of a bent page, and places them where they stand', async () => {
  const engine = paddleEngine(await openModels(path.resolve('resources/models')))
  const image = bent(drawPage(drawnLines(PROSE, 120), { widthPx: 1000, heightPx: 700 }))

  const { lines } = await engine.readLines({
    ...{ image, mode: 'balanced', language: 'auto', prompt: '' },
    lap: () => {},
  })

  expect(lines.map(line => line.text)).toEqual(PROSE)
  const [first, middle] = [lines[0]?.words[0]?.box, lines[0]?.words[4]?.box]
  // The baseline of the first line is at 160, and it sags most in the middle of the page.
  expect(first?.bottom).toBeGreaterThan(160 + SAG_PX / 4)
  expect(middle?.bottom).toBeGreaterThan((first?.bottom ?? 0) + SAG_PX / 4)
})

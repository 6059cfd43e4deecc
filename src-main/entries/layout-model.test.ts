import { describe, expect, it } from 'vitest'
import { layoutModel } from '../adapters/engines/paddle/layout-model.ts'
import type { GreyImage } from '../core/ports/document-reader.ts'
import { drawnFigurePage, PHOTO } from './testing/drawn-figure-page.ts'

const model = layoutModel('resources/models')

function drawnPage(): GreyImage {
  const { width: widthPx, height: heightPx } = drawnFigurePage()
  const { data } = drawnFigurePage().getContext('2d').getImageData(0, 0, widthPx, heightPx)
  return {
    widthPx,
    heightPx,
    pixels: Uint8Array.from({ length: widthPx * heightPx }, (_, at) => data[4 * at] ?? 0),
  }
}

describe('the layout model', () => {
  it('sees the photo of a drawn page, and text in both columns', async () => {
    const page = drawnPage()
    const boxes = await model.findBoxes(page)

    const figure = boxes.find(({ category, score }) => category === 'figure' && score > 0.85)
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs((figure?.box[side] ?? 0) - PHOTO[side])).toBeLessThan(40)
    const texts = boxes.filter(({ category, score }) => category === 'text' && score > 0.85)
    expect(texts.some(({ box }) => box.right < 660)).toBe(true)
    expect(texts.some(({ box }) => box.left > 600)).toBe(true)
    for (const { box } of boxes) {
      expect(box.left).toBeGreaterThanOrEqual(0)
      expect(box.bottom).toBeLessThanOrEqual(page.heightPx)
    }
  })

  it('sees nothing on an empty page, however small', async () => {
    const blank = (widthPx: number, heightPx: number) => ({
      ...{ widthPx, heightPx },
      pixels: new Uint8Array(widthPx * heightPx).fill(255),
    })

    expect(await model.findBoxes(blank(1200, 1600))).toEqual([])
    expect(await model.findBoxes(blank(1, 1))).toEqual([])
  })

  it('names the file where the weights are missing', async () => {
    const missing = layoutModel('src-main')

    await expect(missing.findBoxes(drawnPage())).rejects.toMatchObject({ code: 'model-missing' })
  })
})

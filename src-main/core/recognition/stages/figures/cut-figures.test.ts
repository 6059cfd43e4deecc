import { describe, expect, it } from 'vitest'
import type { Region } from '../../../../../src-shared/contract/page.ts'
import type { ColourImage, ContentImage, OpenPage } from '../../../ports/document-reader.ts'
import { cutFigures } from './cut-figures.ts'

const WIDTH = 200
const HEIGHT = 100
/** Each pixel tells its place. */
const coloured: ColourImage = {
  widthPx: WIDTH,
  heightPx: HEIGHT,
  rgba: Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, at) =>
    at % 4 === 0 ? (at >> 2) % WIDTH : at % 4 === 1 ? Math.floor((at >> 2) / WIDTH) : 255,
  ),
}

function pageOf(image: ColourImage) {
  const asked: number[] = []
  const page: OpenPage = {
    widthPt: 72,
    heightPt: 36,
    readTextLayer: () => undefined,
    drawRaster: () => ({
      image: { widthPx: 1, heightPx: 1, pixels: new Uint8Array(1) },
      dpi: 1,
      isEmbeddedImage: false,
    }),
    drawColour(maxSidePx) {
      asked.push(maxSidePx)
      return image
    },
    close() {},
  }
  return { page, asked }
}

const figureAt = (left: number, top: number, text = ''): Region => ({
  category: 'figure',
  box: { left, top, right: left + 40, bottom: top + 20 },
  text,
  lines: [],
})

async function cut(
  regions: readonly Region[],
  size: { widthPx: number; heightPx: number },
  image = coloured,
) {
  const kept: ContentImage[] = []
  const parts: ColourImage[] = []
  const { page, asked } = pageOf(image)
  const done = await cutFigures(regions, {
    ...{ page, source: { number: 7 }, ...size, rotation: 0 },
    keepFigure: async each => void kept.push(each),
    encodeFigure: async part => {
      parts.push(part)
      return { bytes: part.rgba, extension: 'png', widthPx: part.widthPx, heightPx: part.heightPx }
    },
  })
  return { done, kept, parts, asked }
}

describe('cutFigures', () => {
  it('cuts each figure out with a little of the page around it and gives it a name of its own', async () => {
    const { done, kept, parts, asked } = await cut([figureAt(50, 30, 'depth 10'), figureAt(120, 60)], {
      widthPx: WIDTH,
      heightPx: HEIGHT,
    })

    expect(asked).toEqual([WIDTH])
    expect(kept.map(({ name }) => name)).toEqual(['page-000007-figure-1.png', 'page-000007-figure-2.png'])
    expect(parts[0]).toMatchObject({ widthPx: 48, heightPx: 28 })
    expect([...(parts[0]?.rgba.subarray(0, 4) ?? [])]).toEqual([46, 26, 255, 255])
    expect(done[0]?.figure).toEqual({
      ...{ name: 'page-000007-figure-1.png', widthPx: 48, heightPx: 28, alternativeText: 'depth 10' },
    })
  })

  it('tells of a figure full of words by its caption, or by how they begin, in a hundred characters', async () => {
    const words = 'Percentage of time flow exceeded '.repeat(20).trim()
    const caption: Region = { ...figureAt(0, 0), category: 'caption', text: 'Fig. 1. Daily flows' }
    const size = { widthPx: WIDTH, heightPx: HEIGHT }
    const wordsOf = async (regions: readonly Region[]) =>
      (await cut(regions, size)).done.flatMap(({ figure }) => figure?.alternativeText ?? [])

    expect(await wordsOf([figureAt(50, 30, words), caption])).toEqual(['Fig. 1. Daily flows'])
    expect(await wordsOf([figureAt(50, 30), caption])).toEqual(['Fig. 1. Daily flows'])
    expect(await wordsOf([figureAt(50, 30, 'depth 10'), caption])).toEqual(['depth 10'])
    expect(await wordsOf([figureAt(50, 30, words)])).toEqual([
      'Percentage of time flow exceeded Percentage of time flow exceeded Percentage of time flow exceeded…',
    ])
    expect(await wordsOf([figureAt(50, 30, '図'.repeat(200))])).toEqual([`${'図'.repeat(99)}…`])
  })

  it('finds the place on a page that was drawn smaller', async () => {
    const { parts } = await cut([figureAt(100, 60)], { widthPx: 2 * WIDTH, heightPx: 2 * HEIGHT })

    expect(parts[0]).toMatchObject({ widthPx: 24, heightPx: 14 })
    expect([...(parts[0]?.rgba.subarray(0, 2) ?? [])]).toEqual([48, 28])
  })

  it('draws nothing where there is no figure, and keeps sixty of a thousand', async () => {
    const size = { widthPx: WIDTH, heightPx: HEIGHT }
    const text: Region = { ...figureAt(0, 0), category: 'text' }
    const thousand = Array.from({ length: 1000 }, () => figureAt(10, 10))

    expect((await cut([text], size)).asked).toEqual([])
    const { kept, done } = await cut(thousand, size)
    expect([kept.length, done.length]).toEqual([60, 1000])
  })

  it('draws a formula of a text layer by itself, and the page only where it has figures too', async () => {
    const drawn: number[][] = []
    const { page, asked } = pageOf(coloured)
    const formula: Region = { ...figureAt(50, 30, 'a = b'), category: 'equation' }
    const done = (regions: readonly Region[]) =>
      cutFigures(regions, {
        page: {
          ...page,
          drawArea({ left, top, right, bottom }, dpi) {
            drawn.push([left, top, right, bottom, dpi])
            return {
              image: { widthPx: 2, heightPx: 1, pixels: Uint8Array.of(0, 200) },
              dpi,
              isEmbeddedImage: false,
            }
          },
        },
        ...{ source: { number: 1 }, widthPx: WIDTH, heightPx: HEIGHT, rotation: 0, layerDpi: 200 },
        keepFigure: async () => {},
        encodeFigure: async part => ({
          bytes: part.rgba,
          extension: 'png',
          widthPx: part.widthPx,
          heightPx: 1,
        }),
      })

    const [region] = await done([formula])
    expect(region?.figure).toMatchObject({ widthPx: 2, alternativeText: 'a = b' })
    expect(drawn).toEqual([[46, 26, 94, 54].map(px => px * 0.36).concat(200)])
    expect(asked).toEqual([])
    await done([formula, figureAt(120, 60)])
    expect(asked).toEqual([WIDTH])
  })
})

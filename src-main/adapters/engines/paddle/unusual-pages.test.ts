import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import type { ReadLinesRequest, TextEngine } from '../../../core/ports/text-engine.ts'
import { drawnLines, drawPage, PROSE } from './drawn-page-fixture.ts'
import { paddleEngine } from './engine.ts'
import { openModels } from './models.ts'

const LETTERS = 40

let engine: TextEngine
beforeAll(async () => {
  engine = paddleEngine(await openModels(path.resolve('resources/models')))
})

const read = (image: GreyImage, wishes: Partial<ReadLinesRequest> = {}) =>
  engine.readLines({ image, mode: 'balanced', language: 'auto', prompt: '', lap: () => {}, ...wishes })

function seededRandom(): () => number {
  let seed = 1
  return () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed / 2147483648
  }
}

describe('pages of unusual shape', () => {
  it.each([
    ['tall', { widthPx: 700, heightPx: 6_000 }],
    ['wide', { widthPx: 6_000, heightPx: 700 }],
  ])('reads each line of a %s strip once', async (_, size) => {
    const columns = Math.max(1, Math.floor(size.widthPx / 800))
    const rows = Math.floor(size.heightPx / 60) - 1
    const texts = Array.from({ length: columns * rows }, (_unused, at) => ({
      text: PROSE[at % PROSE.length] ?? '',
      x: 30 + 800 * (at % columns),
      y: 60 + 60 * Math.floor(at / columns),
      sizePx: 24,
    }))

    const { lines } = await read(drawPage(texts, size), { mode: 'fast' })

    // A line's last mark is easily lost: only its first letters must be right.
    const found = lines.map(line => line.text.slice(0, LETTERS))
    const right = texts.filter(({ text }) => {
      const at = found.indexOf(text.slice(0, LETTERS))
      if (at >= 0) found.splice(at, 1)
      return at >= 0
    })
    expect(right.length / texts.length).toBeGreaterThan(0.9)
    expect(lines.length).toBe(texts.length)
  })

  it.each([
    [1, 1],
    [1, 60_000],
    [60_000, 1],
  ])('finds no text on %i × %i pixels', async (widthPx, heightPx) => {
    const pixels = Uint8Array.from({ length: widthPx * heightPx }, (_, at) => (at % 40 < 20 ? 0 : 255))

    expect((await read({ widthPx, heightPx, pixels }, { mode: 'fast' })).lines).toEqual([])
  })
})

describe('pages of many spots', () => {
  it('reads hardly a letter from a hundred thousand specks, in bounded time', async () => {
    const random = seededRandom()
    const pixels = new Uint8Array(2480 * 3508).fill(255)
    for (let speck = 0; speck < 100_000; speck++) {
      const at = Math.floor(random() * (pixels.length - 3 * 2480))
      for (let y = 0; y < 2; y++) pixels.fill(0, at + y * 2480, at + y * 2480 + 2)
    }

    const { lines } = await read({ widthPx: 2480, heightPx: 3508, pixels }, { mode: 'fast' })

    expect(lines.map(line => line.text).join('').length).toBeLessThan(400)
  })
})

describe('tables', () => {
  it('reads a column of one- and two-digit numbers line by line', async () => {
    const numbers = Array.from({ length: 24 }, (_, at) => String(at + 1))
    const column = numbers.map((text, at) => ({ text, x: 1000, y: 700 + 42 * at, sizePx: 32 }))

    const { lines } = await read(drawPage([...drawnLines(PROSE), ...column]))

    const found = lines.map(line => line.text)
    expect(numbers.filter(number => found.includes(number)).length).toBeGreaterThan(21)
  })
})

import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GreyImage } from '../../../core/ports/document-reader.ts'
import type { ReadLinesRequest, TextEngine } from '../../../core/ports/text-engine.ts'
import { turnImage } from '../../../core/recognition/images/turn-image.ts'
import { drawnLines, drawPage, PROSE } from './drawn-page-fixture.ts'
import { paddleEngine } from './engine.ts'
import { openModels } from './models.ts'

const MODELS_DIR = path.resolve('resources/models')
let engine: TextEngine
beforeAll(async () => {
  engine = paddleEngine(await openModels(MODELS_DIR))
})

async function read(image: GreyImage, wishes: Partial<ReadLinesRequest> = {}) {
  const result = await engine.readLines({
    image,
    mode: 'balanced',
    language: 'auto',
    prompt: '',
    lap: () => {},
    ...wishes,
  })
  return { ...result, lines: result.lines.toSorted((a, b) => a.box.top - b.box.top) }
}

function seededRandom(): () => number {
  let seed = 1
  return () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed / 2147483648
  }
}

describe('the paddle engine', () => {
  it.each(['fast', 'balanced', 'accurate'] as const)(
    'reads drawn prose without a fault in the %s mode',
    async mode => {
      const { lines, rotation } = await read(drawPage(drawnLines(PROSE)), { mode })

      expect(lines.map(line => line.text)).toEqual(PROSE)
      expect(rotation).toBe(0)
    },
  )

  it.each(['fast', 'balanced', 'accurate'] as const)(
    'leaves out lines of a script that it has no letters for, and says so (%s)',
    async mode => {
      const russian = [
        'Гавань была тихой, когда вернулись первые лодки,',
        'и никто ещё не зажёг фонарей вдоль набережной.',
      ]
      const page = drawPage(drawnLines([...PROSE, ...russian]))

      const { lines, notices } = await read(page, { mode })

      expect(lines.map(line => line.text)).toEqual(PROSE)
      expect(notices).toEqual([
        '2 lines in a script that Pageloom has no letters for were left out. It reads Latin, Chinese and Japanese.',
      ])
    },
  )

  it.each(['fast', 'balanced', 'accurate'] as const)(
    'leaves out half of the short words of a script that it has no letters for, or more (%s)',
    async mode => {
      const words = 'гавань набережная фонарь свобода достоинство братство каждый человек равенство разум'
      const cells = words
        .split(' ')
        .map((text, at) => ({ text, x: 200 + 500 * (at % 2), y: 300 + 60 * at, sizePx: 32 }))

      const { lines, notices } = await read(drawPage(cells), { mode })

      expect(lines.length).toBeLessThanOrEqual(5)
      expect(notices.join()).toContain('in a script that Pageloom has no letters for')
    },
  )

  it('puts each word into a box that holds it and no neighbour', async () => {
    const { lines } = await read(drawPage([{ text: 'alpha          omega', x: 200, y: 300, sizePx: 40 }]))

    const words = lines.flatMap(line => line.words)
    const [alpha, omega] = words
    expect(words.map(word => word.text)).toEqual(['alpha', 'omega'])
    expect(alpha?.box.left).toBeGreaterThan(180)
    expect(alpha?.box.right).toBeLessThan(omega?.box.left ?? 0)
    expect(alpha?.box.top).toBeLessThan(280)
    expect(alpha?.box.bottom).toBeGreaterThan(300)
  })

  it.each([
    [0, 0],
    [90, 270],
    [180, 180],
    [270, 90],
  ] as const)('turns a page that lies at %i degrees by %i', async (lying, turn) => {
    const page = drawPage(drawnLines(PROSE))

    const { lines, rotation } = await read(turnImage(page, lying))

    expect(rotation).toBe(turn)
    expect(lines.map(line => line.text)).toEqual(PROSE)
  })

  it('does not turn an upright page whose text it can hardly tell', async () => {
    const numbers = drawnLines(['0 8 0', '1 1', '00', '8 08 80', 'OO 11'])

    expect((await read(drawPage(numbers))).rotation).toBe(0)
  })

  it('reads light print on a dark page', async () => {
    const { lines } = await read(drawPage(drawnLines(PROSE), { paper: '#101010', ink: '#f0f0f0' }))

    expect(lines.map(line => line.text)).toEqual(PROSE)
  })

  it('tells the skew of a page and reads it all the same', async () => {
    const tilted = PROSE.map((text, i) => ({ text, x: 160, y: 200 + 56 * i, angleDegrees: 2 }))

    const { lines, skewDegrees } = await read(drawPage(tilted))

    expect(lines.map(line => line.text)).toEqual(PROSE)
    expect(skewDegrees).toBeGreaterThan(1.5)
    expect(skewDegrees).toBeLessThan(2.5)
  })

  it('reads text that runs up the side of a page', async () => {
    const side = { text: 'Printed in the summer of 1998', x: 80, y: 1500, angleDegrees: -90 }

    const { lines } = await read(drawPage([...drawnLines(PROSE, 200), side]))

    expect(lines.map(line => line.text)).toContain(side.text)
  })

  it('reads print that is small for its page', async () => {
    const small = drawnLines(PROSE).map((text, i) => ({ ...text, sizePx: 17, y: 200 + 24 * i }))

    const { lines } = await read(drawPage(small))

    expect(lines.map(line => line.text)).toEqual(PROSE)
  })

  it('reads the small print of a newspaper page below its headlines', async () => {
    const words = PROSE.join(' ').split(' ')
    const columns = [0, 1, 2, 3, 4].flatMap(column =>
      Array.from({ length: 60 }, (_, row) => {
        const at = 7 * (60 * column + row)
        const text = [0, 1, 2, 3, 4].map(next => words[(at + next) % words.length]).join(' ')
        return { text, x: 80 + 500 * column, y: 900 + 25 * row, sizePx: 20 }
      }),
    )
    const headlines = [
      { text: 'THE HARBOUR NEWS', x: 80, y: 300, sizePx: 240 },
      { text: 'Boats come home in fog', x: 80, y: 620, sizePx: 190 },
    ]
    const page = drawPage([...headlines, ...columns], { widthPx: 2560, heightPx: 4000 })

    const { lines, notices } = await read(page, { mode: 'fast' })

    const found = lines.flatMap(line => line.words.map(word => word.text))
    const wanted = [...headlines, ...columns].flatMap(({ text }) => text.split(' '))
    const right = wanted.filter(word => {
      const at = found.indexOf(word)
      if (at >= 0) found.splice(at, 1)
      return at >= 0
    })
    expect(right.length / wanted.length).toBeGreaterThan(0.95)
    expect(found.length / wanted.length).toBeLessThan(0.05)
    expect(lines.map(line => line.text)).toEqual(expect.arrayContaining(headlines.map(({ text }) => text)))
    expect(notices).toEqual([])
  })

  it('says so where something looks like print that is too small to be found', async () => {
    const random = seededRandom()
    const pixels = new Uint8Array(1240 * 1754).fill(255)
    for (let at = 0; at < pixels.length; at++)
      if (Math.floor(at / 1240) % 8 < 4 && random() < 0.5) pixels[at] = 0

    const { lines, notices } = await read({ widthPx: 1240, heightPx: 1754, pixels }, { mode: 'fast' })

    expect(lines).toEqual([])
    expect(notices.join()).toContain('dots per inch')
  })

  it('finds nothing on noise, in bounded time', async () => {
    const random = seededRandom()
    const pixels = Uint8Array.from({ length: 1240 * 1754 }, () => (random() < 0.5 ? 0 : 255))

    const { lines } = await read({ widthPx: 1240, heightPx: 1754, pixels }, { mode: 'fast' })

    expect(lines.map(line => line.text).join('').length).toBeLessThan(200)
  })
})

import { expect, test } from 'vitest'
import { darkWords } from './dark-words.ts'

const [WIDTH, HEIGHT] = [10, 3]

/** The pixels that dark fours hold, row by row. */
function darkPixels(pixels: Uint8Array): number[][] {
  const { starts, places } = darkWords({ widthPx: WIDTH, heightPx: HEIGHT, pixels })
  return Array.from({ length: HEIGHT }, (_, y) =>
    [...places.subarray(starts[y], starts[y + 1])].flatMap(place =>
      [0, 1, 2, 3].map(at => 4 * place + at - y * WIDTH).filter(x => x >= 0 && x < WIDTH),
    ),
  )
}

test('a dark pixel is among the fours of its row alone, wherever it stands', () => {
  for (const offset of [0, 1])
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        const pixels = new Uint8Array(offset + WIDTH * HEIGHT).fill(240).subarray(offset)
        pixels[y * WIDTH + x] = 200

        const rows = darkPixels(pixels)

        expect(rows[y]).toContain(x)
        expect((rows[y] ?? []).length).toBeLessThanOrEqual(y === HEIGHT - 1 ? 6 : 4)
      }
})

test('paper has no dark fours but the last pixels that make no four', () => {
  const rows = darkPixels(new Uint8Array(WIDTH * HEIGHT).fill(230))

  expect(rows.slice(0, -1)).toEqual([[], []])
  expect(rows.at(-1)).toEqual([8, 9])
})

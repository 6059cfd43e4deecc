import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../../src-shared/contract/page.ts'
import { rereadDoubtful } from './reread-doubtful.ts'

const BOX = { left: 0, top: 0, right: 100, bottom: 40 }

function line(text: string, confidence: number, fontSizePx = 40): Line {
  const words = text.split(' ').map(word => ({ text: word, box: BOX, confidence }))
  return { text, confidence, fontSizePx, words, box: BOX }
}

/** Reads with a careful model that says these texts, and notes which lines it was asked for. */
async function reread(lines: readonly Line[], careful: readonly Line[]) {
  const asked: number[] = []
  const best = await rereadDoubtful(lines, async index => {
    asked.push(index)
    return careful[index] ?? line('', 0)
  })
  return { asked, texts: best.map(each => each.text) }
}

describe('rereading doubtful lines', () => {
  it('reads doubtful lines again and leaves sure ones alone where that changes nothing', async () => {
    const lines = [line('one two three', 0.99), line('four five six', 0.9), line('seven eight', 0.97)]

    expect((await reread(lines, lines)).asked).toEqual([1])
  })

  it('goes on to surer lines where the careful model reads other words', async () => {
    const long = 'a b c d e f g h'
    const lines = [line(long, 0.98), line(long, 0.9), line(long, 0.96)]
    const careful = lines.map(() => line('a B c D e F g H', 0.99))

    const { asked, texts } = await reread(lines, careful)

    expect(asked).toEqual([1, 2, 0])
    expect(texts).toEqual(careful.map(each => each.text))
  })

  it('trusts the quick model less on lines of few pixels', async () => {
    const lines = [line('small print', 0.97, 18), line('large print', 0.97, 40)]

    expect((await reread(lines, lines)).asked).toEqual([0])
  })

  it('keeps what the quick model read where the careful one is much less sure', async () => {
    const lines = [line('Hello', 0.9)]

    expect((await reread(lines, [line('Hclla', 0.6)])).texts).toEqual(['Hello'])
  })
})

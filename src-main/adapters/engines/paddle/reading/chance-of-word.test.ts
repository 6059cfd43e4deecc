import { describe, expect, it } from 'vitest'
import { chanceOfWord, type WordEvidence } from './chance-of-word.ts'

function evidence(
  text: string,
  probabilities: readonly number[],
  rest: Partial<WordEvidence> = {},
): WordEvidence {
  const letters = [...text].map((letter, step) => ({
    text: letter,
    step,
    probability: probabilities[step] ?? 1,
  }))
  return { letters, heightPx: 32, ...rest }
}
const chance = (...given: Parameters<typeof evidence>) =>
  chanceOfWord('ppocrv6-tiny-latin', evidence(...given))

describe('the chance that a word is right', () => {
  it('falls with each letter that is less sure, and with small print', () => {
    const sure = chance('harbour', [0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99])

    expect(sure).toBeGreaterThan(0.9)
    expect(chance('harbour', [0.99, 0.5, 0.99, 0.99, 0.99, 0.99, 0.99])).toBeLessThan(sure)
    expect(chance('harbour', [], { heightPx: 10 })).toBeLessThan(chance('harbour', []))
  })

  it('is less than half for a word of which nothing is sure', () => {
    const unsure = evidence('boat', [0.4, 0.4, 0.4, 0.4])

    expect(chanceOfWord('ppocrv6-small-latin', unsure)).toBeLessThan(0.5)
  })

  it('trusts a single letter least', () => {
    expect(chance('a', [0.97])).toBeLessThan(chance('apple', [0.97, 0.97, 0.97, 0.97, 0.97]))
  })

  it('stays a chance whatever a runtime says', () => {
    expect(chance('x', [1.0000001], { heightPx: 0 })).toBeGreaterThanOrEqual(0)
    expect(chance('港口', [1.0000001, 1])).toBeLessThanOrEqual(1)
  })
})

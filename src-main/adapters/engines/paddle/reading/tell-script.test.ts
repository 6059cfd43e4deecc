import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../../src-shared/contract/page.ts'
import { readingOf } from './reading-fixture.ts'
import { tellScript, tellsScript } from './tell-script.ts'

/** A line as a model reads it, that sure of it. */
const lineOf = (text: string, confidence: number): Line =>
  readingOf(
    text.split(' ').map(word => ({ text: word })),
    confidence,
  ).line

describe('telling a script by what both models read', () => {
  it.each([
    {
      what: 'known print',
      quick: ['the kcttle boils', 0.85],
      careful: ['the kettle boils', 0.97],
      is: 'known',
    },
    {
      what: 'worn print',
      quick: ['tbe kcttlc boiis', 0.71],
      careful: ['the ketlle boils', 0.8],
      is: 'unclear',
    },
    {
      what: 'Cyrillic, mostly left out',
      quick: ['HeAOTopKaHHiCTb', 0.89],
      careful: ['HeTh', 0.25],
      is: 'foreign',
    },
    { what: 'Armenian, guessed twice', quick: ['UhuJjuug', 0.84], careful: ['6nmínn', 0.62], is: 'foreign' },
    { what: 'Armenian, surely wrong', quick: ['hujwuwn', 0.74], careful: ['umnmhmy', 0.95], is: 'unclear' },
  ] as const)('takes $what for $is', ({ quick: [guessed, ofGuessed], careful: [read, ofRead], is }) => {
    expect(tellScript(lineOf(guessed, ofGuessed), lineOf(read, ofRead))).toBe(is)
  })
})

it('has too little to tell a script by in three letters', () => {
  expect(tellsScript(lineOf('nin.', 0.6))).toBe(false)
  expect(tellsScript(lineOf('nine.', 0.6))).toBe(true)
})

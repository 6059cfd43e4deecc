import { describe, expect, it } from 'vitest'
import type { Line, Page } from '../../../src-shared/contract/page.ts'
import { checkOutcome } from './check-outcome.ts'
import { lineAt } from './stages/line-fixture.ts'

function pageOf(line: Line): Page {
  return {
    number: 1,
    documentNumber: 1,
    pageInDocument: 1,
    widthPx: 1000,
    heightPx: 1400,
    dpi: 200,
    rotation: 0,
    skewDegrees: 0,
    source: 'ocr',
    engine: 'paddle',
    mode: 'balanced',
    confidence: 0.9,
    regions: [{ category: 'text', box: line.box, text: line.text, lines: [line] }],
    notices: [],
    timings: {},
  }
}

const GOOD = lineAt([100, 100], 'some words')

describe('checkOutcome', () => {
  it('gives a sensible page back, and a failed one', () => {
    const outcome = { kind: 'recognised', page: pageOf(GOOD) } as const
    const failed = { kind: 'failed', problem: 'page-unreadable', detail: '' } as const

    expect(checkOutcome(outcome)).toBe(outcome)
    expect(checkOutcome(failed)).toBe(failed)
  })

  it.each([
    ['a box that is no number', { ...GOOD, box: { ...GOOD.box, left: Number.NaN } }],
    ['a box without end', { ...GOOD, box: { ...GOOD.box, right: Number.POSITIVE_INFINITY } }],
    ['a box far off the page', { ...GOOD, box: { left: 5000, top: 0, right: 5100, bottom: 20 } }],
    ['a box inside out', { ...GOOD, box: { left: 200, top: 0, right: 100, bottom: 20 } }],
    ['more than certainty', { ...GOOD, confidence: 1.2 }],
    ['a corner at infinity', { ...GOOD, quad: [0, 0, 1, 0, 1, 1, 0, Number.POSITIVE_INFINITY] }],
    [
      'a word off the page',
      { ...GOOD, words: [{ text: 'x', box: { left: 0, top: -900, right: 9, bottom: 0 }, confidence: 1 }] },
    ],
  ])('refuses %s', (_, line) => {
    expect(() => checkOutcome({ kind: 'recognised', page: pageOf(line) })).toThrow(
      expect.objectContaining({ code: 'engine-garbage' }),
    )
  })

  it.each([undefined, null, 'page', {}, { kind: 'recognised' }])('refuses %j', nonsense => {
    expect(() => checkOutcome(nonsense)).toThrow(expect.objectContaining({ code: 'engine-garbage' }))
  })
})

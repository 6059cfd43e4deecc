import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LetterModel } from '../../../../core/recognition/spelling/letter-model.ts'
import { openModelCatalogue } from '../model-catalogue.ts'
import { openLetterModel } from '../open-letter-model.ts'
import { mendSpelling } from './mend-spelling.ts'
import { readingOf } from './reading-fixture.ts'
import type { TimeStep } from './time-step.ts'

const MODELS = path.resolve('resources/models')
let english: LetterModel
let german: LetterModel

beforeAll(async () => {
  const catalogue = await openModelCatalogue(MODELS)
  english = await openLetterModel(catalogue, 'en')
  german = await openLetterModel(catalogue, 'de')
})

/** A letter that was seen surely, or some that it may be, the likeliest first; '' is none. */
type Seen = string | Readonly<Record<string, number>>

/** What stands in place of a word whose letters were seen like this, one to a time step with nothing after it. */
function mend(model: LetterModel, seen: readonly Seen[]): string {
  const steps = seen.flatMap((each, at): TimeStep[] => {
    const choices = typeof each === 'string' ? [[each, 0.9995] as const] : Object.entries(each)
    return [
      { step: 2 * at, choices: choices.map(([text, probability]) => ({ text, probability })) },
      { step: 2 * at + 1, choices: [{ text: '', probability: 0.9999 }] },
    ]
  })
  const text = steps.map(({ choices }) => choices[0]?.text ?? '').join('')
  const [word] = readingOf([{ text }]).words
  if (!word) throw new Error('a line of no words')
  return mendSpelling({ ...word, steps }, model).word.text
}

describe('mending a word by how its language spells', () => {
  it('takes the letter that was seen less clearly where no word is spelt with the other', () => {
    expect(mend(english, [...'admissi', { e: 0.6, o: 0.35 }, 'n'])).toBe('admission')
    expect(mend(german, [...'gena', { u: 0.64, n: 0.35 }, ...'nte'])).toBe('genannte')
    expect(mend(german, ['m', { c: 0.95, e: 0.03 }, ...'hr', ','])).toBe('mehr,')
  })

  it('leaves out a letter that was read twice, and puts one that was nearly read', () => {
    expect(mend(german, [...'Com', { n: 0.85, '': 0.1 }, ...'mune'])).toBe('Commune')
    expect(mend(english, [...'recogni', { '': 0.6, t: 0.38 }, ...'ion'])).toBe('recognition')
  })

  it('keeps the case in which letters were seen', () => {
    expect(mend(english, [{ F: 0.6, J: 0.3 }, ...'UBILEE'])).toBe('JUBILEE')
    expect(mend(german, [{ I: 0.7, J: 0.2, l: 0.05 }, ...'ahr'])).toBe('Jahr')
  })

  it('keeps old spellings and names that were seen clearly', () => {
    expect(mend(german, [...'Th', { ä: 0.98, a: 0.005 }, ...'tigkeit'])).toBe('Thätigkeit')
    expect(mend(english, ['B', { a: 0.99, u: 0.005 }, ...'lthrop'])).toBe('Balthrop')
  })

  it('leaves alone what is no word: codes, abbreviations, mixed capitals', () => {
    expect(mend(english, ['T', { c: 0.5, h: 0.45 }, 'e', '4'])).toBe('Tce4')
    expect(mend(english, ['T', { C: 0.5, H: 0.45 }, 'E'])).toBe('TCE')
    expect(mend(english, ['t', { c: 0.5, h: 0.45 }, 'E'])).toBe('tcE')
  })

  it('is surer of a mended word than the recogniser was of its letter', () => {
    const steps = [...'thc'].map((text, step) => ({ step, choices: [{ text, probability: 0.9995 }] }))
    const last = {
      step: 3,
      choices: [
        { text: 'c', probability: 0.6 },
        { text: 'e', probability: 0.35 },
      ],
    }
    const [word] = readingOf([{ text: 'thc', confidence: 0.5 }]).words
    const mended = word && mendSpelling({ ...word, steps: [...steps.slice(0, 2), last] }, english)

    expect(mended?.word.text).toBe('the')
    expect(mended?.letters.at(-1)?.probability).toBeGreaterThan(0.9)
  })
})

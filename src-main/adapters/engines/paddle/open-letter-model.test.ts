import { describe, expect, it } from 'vitest'
import type { LetterModel } from '../../../core/recognition/spelling/letter-model.ts'
import { openModelCatalogue } from './model-catalogue.ts'
import { openLetterModel } from './open-letter-model.ts'

const catalogue = await openModelCatalogue('resources/models')
const german = await openLetterModel(catalogue, 'de')
const english = await openLetterModel(catalogue, 'en')

/** Of a whole word, with its end. */
const logProbability = (model: LetterModel, word: string) =>
  [...word, ''].reduce(
    (sum, letter, at) => sum + model.logProbability(word.slice(Math.max(0, at - 4), at), letter),
    0,
  )

describe('a letter model', () => {
  it.each([
    ['mehr', 'mchr', german],
    ['genannte', 'genaunte', german],
    ['einfall', 'eiufall', german],
    ['für', 'fiir', german],
    ['audible', 'uudible', english],
    ['jubilee', 'fubilee', english],
    ['admission', 'admissien', english],
    ['commune', 'comnmune', english],
  ])('holds "%s" for more likely than "%s"', (word, misread, model) => {
    expect(logProbability(model, word) - logProbability(model, misread)).toBeGreaterThan(5)
  })

  it('shares out all of the probability among the letters and the end of the word', () => {
    for (const before of ['', 'd', 'sch', 'ieru', 'keit', 'xqxq']) {
      const shares = [...'abcdefghijklmnopqrstuvwxyzäöüß', ''].map(letter =>
        Math.exp(german.logProbability(before, letter)),
      )

      expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 1)
    }
  })

  it('knows how words begin from how they go on', () => {
    expect(german.logProbability('', 'ß')).toBeLessThan(german.logProbability('grü', 'ß') - 8)
    expect(english.logProbability('', 'x')).toBeLessThan(english.logProbability('', 't') - 4)
  })

  it('holds letters of other scripts for very unlikely', () => {
    expect(english.logProbability('al', 'φ')).toBeLessThan(-12)
    expect(english.logProbability('αλφ', 'a')).toBeGreaterThan(-8)
  })

  it('is missed by name where there is none', async () => {
    await expect(openLetterModel(catalogue, 'xx')).rejects.toMatchObject({
      code: 'model-missing',
      detail: expect.stringContaining('letters-xx.br'),
    })
  })
})

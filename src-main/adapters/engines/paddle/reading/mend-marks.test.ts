import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LetterModel } from '../../../../core/recognition/spelling/letter-model.ts'
import { openModelCatalogue } from '../model-catalogue.ts'
import { openLetterModel } from '../open-letter-model.ts'
import type { WordReading } from './line-reading.ts'
import { mendMarks } from './mend-marks.ts'
import { readingOf } from './reading-fixture.ts'

const LANGUAGES = ['cs', 'de', 'en', 'fr', 'hu', 'pl', 'ro', 'sk', 'tr'] as const
const models = new Map<string, LetterModel>()

beforeAll(async () => {
  const catalogue = await openModelCatalogue(path.resolve('resources/models'))
  for (const language of LANGUAGES) models.set(language, await openLetterModel(catalogue, language))
})

/** What stands in place of a word; each letter was seen as surely as misread ones are, or as told. */
function mended(language: string, text: string, probability = 0.85): WordReading {
  const model = models.get(language)
  const [word] = readingOf([{ text, probabilities: [...text].map(() => probability) }]).words
  if (!model || !word) throw new Error('no such language, or no word')
  return mendMarks(word, model)
}
const mend = (language: string, text: string, probability?: number): string =>
  mended(language, text, probability).word.text

describe('mending the marks on the letters of a word', () => {
  it.each([
    ['cs', 'dalši', 'další'],
    ['cs', 'Přiliš', 'Příliš'],
    ['cs', 'štastný', 'šťastný'],
    ['sk', 'vlastnost', 'vlastnosť'],
    ['hu', 'betübõl', 'betűből'],
    ['tr', 'satir', 'satır'],
    ['tr', 'başlik', 'başlık'],
    ['ro', 'pânä', 'până'],
    ['pl', 'bieząco', 'bieżąco'],
  ])('writes those that words of the language have: %s, %s is %s', (language, read, word) => {
    expect(mend(language, read)).toBe(word)
  })

  it('keeps capitals, and the dot of a Turkish i', () => {
    expect(mend('hu', 'BETÜBŐL')).toBe('BETŰBŐL')
    expect(mend('cs', 'PŘÍBÉHY')).toBe('PŘÍBĚHY')
    expect(mend('tr', 'Insanlar')).toBe('İnsanlar')
    expect(mend('tr', 'YAPILIR')).toBe('YAPILIR')
    expect(mend('tr', 'DEGİŞİKLİK')).toBe('DEĞİŞİKLİK')
  })

  it('leaves surely seen letters, for names are spelt otherwise', () => {
    expect(mend('cs', 'Nova', 0.9995)).toBe('Nova')
    expect(mend('pl', 'perl', 0.9995)).toBe('perl')
    expect(mend('hu', 'csővezetékbe')).toBe('csővezetékbe')
  })

  it('asks nothing about languages that recognisers know well', () => {
    expect(mend('de', 'Thätigkeit', 0.6)).toBe('Thätigkeit')
    expect(mend('de', 'Zurich', 0.6)).toBe('Zurich')
    expect(mend('en', 'resumé', 0.6)).toBe('resumé')
    expect(mend('fr', 'pélerinage', 0.6)).toBe('pélerinage')
  })

  it('leaves figures, codes and abbreviations alone', () => {
    expect(mend('cs', 'dalši2', 0.6)).toBe('dalši2')
    expect(mend('tr', 'KDI', 0.6)).toBe('KDI')
  })

  it('writes Romanian letters with commas below wherever a cedilla was read', () => {
    expect(mend('ro', 'şi', 0.9995)).toBe('și')
    expect(mend('ro', 'ÎNSUŞIREA', 0.9995)).toBe('ÎNSUȘIREA')
    expect(mend('ro', 'Ţ5', 0.9995)).toBe('Ț5')
    expect(mend('tr', 'şey', 0.9995)).toBe('şey')
  })

  it('is as sure of a word as its language makes it', () => {
    const certain = mended('cs', 'štastný').word.confidence
    const doubtful = mended('cs', 'cia', 0.5).word.confidence

    expect(certain).toBeGreaterThan(0.8)
    expect(doubtful).toBeLessThan(certain - 0.1)
  })
})

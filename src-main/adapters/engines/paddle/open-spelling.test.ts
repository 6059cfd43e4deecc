import { describe, expect, it } from 'vitest'
import { languagesOfPage } from '../../../core/recognition/spelling/languages-of-page.ts'
import { openModelCatalogue } from './model-catalogue.ts'
import { openLanguageTable } from './open-letter-model.ts'
import { openSpelling } from './open-spelling.ts'

const catalogue = await openModelCatalogue('resources/models')
const table = await openLanguageTable(catalogue)
const spelling = openSpelling(catalogue)

const PAGES = {
  de: 'Die Beamten fragten nach dem Ausweis, aber niemand hatte daran gedacht, ihn einzustecken, und so mussten alle warten.',
  en: 'The officers asked for papers, but nobody had thought of bringing them along, and so everybody had to wait there.',
  fr: "Les agents demandèrent les papiers, mais personne n'avait pensé à les emporter, et tout le monde dut attendre.",
  es: 'Los agentes pidieron los papeles, pero nadie había pensado en llevarlos consigo, y todos tuvieron que esperar.',
  it: 'Gli agenti chiesero i documenti, ma nessuno aveva pensato di portarli con sé, e così tutti dovettero aspettare.',
  pl: 'Urzędnicy poprosili o dokumenty, ale nikt nie pomyślał o tym, żeby je zabrać, więc wszyscy musieli czekać.',
  ro: 'Agenții au cerut actele, dar nimeni nu s-a gândit să le ia cu sine, și astfel toți au trebuit să aștepte.',
} as const
const wordsOf = (text: string) => text.split(' ')
const namesOf = (text: string) => languagesOfPage(table, wordsOf(text)).map(({ language }) => language)

describe('the language of a page', () => {
  it.each(Object.entries(PAGES))('is %s where it stands in that language', (language, text) => {
    expect(namesOf(text)).toEqual([language])
    expect(namesOf(text.toUpperCase())).toEqual([language])
  })

  it('is still found where one word in five is misread', () => {
    const misread = wordsOf(PAGES.de).map((word, at) => (at % 5 === 0 ? word.replace(/[aeiou]/g, 'c') : word))

    expect(namesOf(misread.join(' '))).toEqual(['de'])
  })

  it('is two where half of the words are of another, each with its share', () => {
    const found = languagesOfPage(table, wordsOf(`${PAGES.de} ${PAGES.fr}`))

    expect(found.map(({ language }) => language).toSorted()).toEqual(['de', 'fr'])
    for (const { weight } of found) expect(Math.abs(weight - 0.5)).toBeLessThan(0.2)
  })

  it('is found among the names and abbreviations of a receipt', () => {
    const receipt =
      'Restoran Wan Sheng No Jalan Temenggung Tel GST Reg Invoice Number Table Cashier Item Price Total Sales Inclusive Rounding Cash Change Thank you please come again'

    expect(namesOf(receipt)).toEqual(['en'])
  })

  it.each([
    ['names', 'Kowalski Nguyen García Yamamoto Dupont Rossi Ivanov Smith Okafor Jansen Haddad Silva'],
    ['the words of a receipt', 'TEL FAX GST NO RM CASH CHANGE TOTAL QTY ITEM SDN BHD 12.50 3.00 015-88'],
    ['codes', 'XJ-2301 AB12 REF KL5 QX-11 B2B ZZT PRX TTL 0047 VIN WBA NR FGS'],
    ['a language that is not known', 'Ny olombelona rehetra dia teraka afaka sy mitovy zo sy fahamendrehana'],
    ['Greek', 'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια'],
    ['a few words', 'Total Hotel'],
    ['nothing', ''],
  ])('is none of %s', (_, text) => {
    expect(namesOf(text)).toEqual([])
  })
})

describe('the spelling of a page', () => {
  it('is that of its language', async () => {
    expect((await spelling.ofPage(wordsOf(PAGES.fr)))?.language).toBe('fr')
    expect(await spelling.ofPage(['12', 'XJ-23'])).toBeUndefined()
  })

  it('is that of both where it is in two', async () => {
    const both = await spelling.ofPage(wordsOf(`${PAGES.de} ${PAGES.fr}`))
    const german = await spelling.ofPage(wordsOf(PAGES.de))

    const umlaut = (model: typeof both) => model?.logProbability('', 'ü') ?? 0
    expect(umlaut(both)).toBeLessThan(umlaut(german) - 0.4)
    expect(umlaut(both)).toBeGreaterThan(umlaut(german) - 1.2)
  })

  it('is loaded anew once four other languages were asked for', async () => {
    const german = await spelling.ofPage(wordsOf(PAGES.de))
    expect(await spelling.ofPage(wordsOf(PAGES.de))).toBe(german)

    for (const language of ['en', 'es', 'it', 'pl'] as const) await spelling.ofPage(wordsOf(PAGES[language]))

    expect(await spelling.ofPage(wordsOf(PAGES.de))).not.toBe(german)
  })

  it('knows both ways of writing Romanian letters', async () => {
    const romanian = await spelling.ofPage(wordsOf(PAGES.ro))

    expect(romanian?.logProbability('', 'ș')).toBe(romanian?.logProbability('', 'ş'))
    expect(romanian?.logProbability('', 'ș')).toBeGreaterThan(-5)
  })
})

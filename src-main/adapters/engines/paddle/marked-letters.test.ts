import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TextEngine } from '../../../core/ports/text-engine.ts'
import { drawnLines, drawPage } from './drawn-page-fixture.ts'
import { paddleEngine } from './engine.ts'
import { openModels } from './models.ts'

let engine: TextEngine
beforeAll(async () => {
  engine = paddleEngine(await openModels(path.resolve('resources/models')))
})

const PAGES = {
  Czech: [
    'Přístav byl tichý, když ráno připlula první čluny.',
    'Dva muži nesli bedny po úzkém molu a třetí zapisoval',
    'každé číslo do malého sešitu. Nikdo se neptal, co v nich',
    'je, ani kam půjdou. Později se mlha zvedla a ukázal se',
    'kostel, bílý a prostý nad střechami dolního města.',
  ],
  Hungarian: [
    'A kikötő csendes volt, amikor befutott az első hajó.',
    'Két férfi hordta a ládákat a keskeny stégen, a harmadik',
    'pedig minden számot egy kis füzetbe írt. Senki sem kérdezte,',
    'mi van bennük, és hová kerülnek. Később felszállt a köd,',
    'és egyszerű, fehér templom tűnt elő a háztetők fölött.',
  ],
  Turkish: [
    'Sabah vapuru geldiğinde liman sessizdi ve hava açıktı.',
    'Üç adam dar iskele boyunca sandıkları taşıdı, dördüncüsü',
    'her sayıyı küçük bir deftere yazdı. Kimse içlerinde ne',
    'olduğunu ya da nereye gittiklerini sormadı. Sonra sis',
    'kalktı ve aşağı mahallenin çatıları yavaşça göründü.',
  ],
  Romanian: [
    'Portul era liniștit când a sosit vaporul de dimineață.',
    'Doi bărbați cărau lăzile de-a lungul cheiului îngust,',
    'iar al treilea scria fiecare număr într-un caiet mic.',
    'Nimeni nu a întrebat ce era în ele și unde ajungeau.',
    'Mai târziu ceața s-a ridicat și biserica s-a văzut.',
  ],
} as const

describe('pages in languages that recognisers have seen little of', () => {
  it.each(
    Object.entries(PAGES).flatMap(([language, lines]) =>
      (['balanced', 'accurate'] as const).map(mode => ({ language, mode, lines })),
    ),
  )('are read with all their marks from small print: $language, $mode', async ({ mode, lines }) => {
    const small = drawnLines(lines).map(text => ({ ...text, sizePx: 15 }))
    const image = drawPage(small, { widthPx: 1240, heightPx: 600 })
    const result = await engine.readLines({ image, mode, language: 'auto', prompt: '', lap: () => {} })
    const read = result.lines.toSorted((a, b) => a.box.top - b.box.top).map(({ text }) => text)

    expect(read).toEqual(lines)
  })
})

import { gainOf } from '../src-main/adapters/engines/paddle/reading/gain-of-rereading.ts'
import { chanceOf, fitChance } from './fit-chance.ts'
import { pagesToFit } from './pages-to-fit.ts'
import { startReadingTwice } from './read-twice.ts'
import { shareWon } from './share-won.ts'
import { spread } from './spread.ts'
import { textTable } from './text-table.ts'
import { type WinnableWord, winnableWords } from './winnable-words.ts'

const HELP = `npm run bench -- fit-rereading --sets bebel,scribe [--testdata DIR] [--scan100 FILE] [--sample N]
Fits the weights of gain-of-rereading.ts to words that both models have read; checks weights of every other page on the rest.`

/** A word, and where it stood. */
interface WordOfPage extends WinnableWord {
  readonly set: string
  readonly isCheck: boolean
  readonly weight: number
}

/** Prints the weights, and how many words are won in a tenth of the width by the word's confidence, by the weights of now, and by such as were fitted to other pages. */
export async function run(args: string[]): Promise<void> {
  const pages = pagesToFit(args, HELP)
  if (!pages) return
  const readTwice = await startReadingTwice()
  const words: WordOfPage[] = []
  for (const { name, cases, ignoreCase } of pages.sets) {
    const ofSet: Omit<WordOfPage, 'weight'>[] = []
    for (const [index, { file, pageInDocument, truth }] of spread(cases, pages.sample).entries())
      for (const word of winnableWords(await readTwice(file, pageInDocument), truth, ignoreCase))
        ofSet.push({ ...word, set: name, isCheck: index % 2 === 1 })
    // A set of many words counts for more than one of few, but not for as much as it has words.
    words.push(...ofSet.map(word => ({ ...word, weight: 1 / Math.sqrt(ofSet.length) })))
  }
  printWeights(words)
}

function printWeights(words: readonly WordOfPage[]): void {
  console.log(
    fitTo(words)
      .map(weight => weight.toFixed(3))
      .join(', '),
  )
  const half = fitTo(words.filter(word => !word.isCheck))
  const check = words.filter(word => word.isCheck)
  const rows = [
    ['pages not fitted to', 'words', 'to be won', 'by confidence %', 'by the weights of now %', 'fitted %'],
  ]
  for (const set of [...new Set(check.map(word => word.set)), 'all']) {
    const own = set === 'all' ? check : check.filter(word => word.set === set)
    const shares = [
      shareWon(own, word => 1 - word.confidence),
      shareWon(own, word => gainOf(word.signs)),
      shareWon(own, word => chanceOf(half, word.signs)),
    ]
    const won = own.filter(word => word.isWon).length
    rows.push([set, String(own.length), String(won), ...shares.map(share => (100 * share).toFixed(1))])
  }
  console.log(textTable(rows, 1))
}

const fitTo = (words: readonly WordOfPage[]): number[] =>
  fitChance(words.map(({ signs, weight, isWon }) => ({ signs, weight, isRight: isWon })))

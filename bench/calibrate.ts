import { signsOf, weightsOf } from '../src-main/adapters/engines/paddle/reading/chance-of-word.ts'
import type { Line, Page } from '../src-shared/contract/page.ts'
import { alignLines } from './align-lines.ts'
import { calibrationOf } from './calibration.ts'
import { chanceOf, fitChance, type JudgedSigns } from './fit-chance.ts'
import { pagesToFit } from './pages-to-fit.ts'
import { type ReadPage, startReading } from './read-page.ts'
import { spread } from './spread.ts'
import { textTable } from './text-table.ts'
import { type TruthCase, type TruthSet, withoutDotLeaders } from './truth-sets.ts'

const HELP = `npm run bench -- calibrate --sets sroie,scribe [--testdata DIR] [--scan100 FILE] [--sample N]
Fits the weights of chance-of-word.ts to words of known truth; checks weights of every other page on the rest.`

/** A word with what it is judged by, and where it stood. */
interface WordOfPage extends JudgedSigns {
  readonly set: string
  readonly model: string
  readonly isCheck: boolean
}

/** Prints the weights of each recogniser, and how far confidence is from truth on pages that were not fitted to. */
export async function run(args: string[]): Promise<void> {
  const pages = pagesToFit(args, HELP)
  if (!pages) return
  const readPage = await startReading(undefined)
  const words: WordOfPage[] = []
  for (const set of pages.sets)
    for (const [index, each] of spread(set.cases, pages.sample).entries())
      words.push(
        ...(await wordsOfPage(readPage, set, each)).map(word => ({ ...word, isCheck: index % 2 === 1 })),
      )
  printWeights(words)
}

function printWeights(words: readonly WordOfPage[]): void {
  const rows = [['recogniser', 'set', 'words', 'right', 'ECE on pages not fitted to']]
  for (const model of ['tiny', 'small']) {
    const own = words.filter(word => word.model.includes(model))
    console.log(
      model,
      fitChance(own)
        .map(weight => weight.toFixed(2))
        .join(' '),
    )
    const half = fitChance(own.filter(word => !word.isCheck))
    for (const set of new Set(own.map(word => word.set))) {
      const check = own.filter(word => word.set === set && word.isCheck)
      const judged = check.map(({ signs, isRight }) => ({ confidence: chanceOf(half, signs), isRight }))
      const right = judged.filter(word => word.isRight).length / Math.max(1, judged.length)
      const error = calibrationOf(judged).error
      rows.push([model, set, String(check.length), (100 * right).toFixed(1), (100 * error).toFixed(1)])
    }
  }
  console.log(textTable(rows, 2))
}

async function wordsOfPage(readPage: ReadPage, set: TruthSet, { file, pageInDocument, truth }: TruthCase) {
  const quick = confidencesOf(linesOf(await readPage(file, pageInDocument, 'fast')))
  const lines = linesOf(await readPage(file, pageInDocument, 'balanced'))
  const aligned = alignLines(truth, lines, set.ignoreCase).lines
  return lines.flatMap((line, at) =>
    (aligned[at]?.words ?? []).map(({ text, confidence, isRight }) => {
      const model = modelOf(line, quick.has(confidence))
      return {
        set: set.name,
        model,
        signs: signsBehind(model, text, { confidence, heightPx: line.fontSizePx ?? 0 }),
        isRight,
        // A set of many words counts for more than one of few, but not for as much as it has words.
        weight: 1 / Math.sqrt(set.cases.length * lines.length),
      }
    }),
  )
}

const linesOf = (page: Page): Line[] =>
  page.regions
    .flatMap(region => region.lines)
    .filter(line => line.words.length > 0 && withoutDotLeaders(line.text) !== '')

/** Confidences are fractions of many digits, which tell one word of a page from another. */
const confidencesOf = (lines: readonly Line[]): ReadonlySet<number> =>
  new Set(lines.flatMap(line => line.words.map(word => word.confidence)))

/** Who read a word: of a line that two models have read, the quick one if it is as sure of a word as where it reads alone. */
function modelOf({ model = '' }: Line, isQuick: boolean): string {
  const [first = '', second] = model.split('+')
  return second === undefined || isQuick ? first : second
}

/** The signs that the confidence was made from. */
function signsBehind(
  model: string,
  text: string,
  { confidence, heightPx }: { readonly confidence: number; readonly heightPx: number },
): readonly number[] {
  const weights = weightsOf(model)
  const count = [...text].length
  const [, meanWeight] = weights
  const bounded = Math.min(0.9999, Math.max(0.0001, confidence))
  const others = signsOf(0, count, heightPx).reduce((sum, sign, at) => sum + sign * (weights[at] ?? 0), 0)
  return signsOf((Math.log(bounded / (1 - bounded)) - others) / meanWeight, count, heightPx)
}

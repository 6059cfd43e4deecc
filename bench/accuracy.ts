import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { RECOGNITION_MODES, type RecognitionMode } from '../src-shared/contract/engine.ts'
import { type ReadPage, startReading } from './read-page.ts'
import { characterDistance, type Distance, joinHyphens, rate, wordDistance, wordOverlap } from './score.ts'
import { scanSet, type TruthCase, type TruthSet, truthSets, withoutDotLeaders } from './truth-sets.ts'

const HELP = `npm run bench -- accuracy [--sets linn,scribe] [--mode balanced] [--testdata DIR] [--scan100 FILE.pdf [--step N]] [--pages] [--save DIR]
CER and WER in order; CERj with words joined over line ends; F1 of words in any order; CPU seconds a page, one thread.`

interface Score {
  readonly id: string
  readonly characters: Distance
  readonly joined: Distance
  readonly words: Distance
  readonly found: number
  readonly both: number
  readonly cpuSeconds: number
}

/** Measures recognition against known texts, through the pipeline that the product runs. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      sets: { type: 'string' },
      mode: { type: 'string', default: 'balanced' },
      testdata: { type: 'string', default: '../shared/testdata' },
      scan100: { type: 'string' },
      step: { type: 'string', default: '1' },
      pages: { type: 'boolean', default: false },
      save: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const mode = RECOGNITION_MODES.find(each => each === values.mode)
  if (!mode) throw new Error(`--mode is one of ${RECOGNITION_MODES.join(', ')}`)
  const wanted = values.sets?.split(',')
  const sets = [
    ...truthSets(values.testdata).filter(set => !wanted || wanted.includes(set.name)),
    ...(values.scan100 ? [scanSet(values.scan100, Number(values.step))] : []),
  ]
  const readPage = await startReading()
  console.log(`${'set'.padEnd(22)} pages    CER   CERj    WER     F1  median-CER  CPU s/page   (${mode})`)
  for (const set of sets)
    await measureSet(set, { mode, readPage, showPages: values.pages, save: values.save })
}

interface Options {
  readonly mode: RecognitionMode
  readonly readPage: ReadPage
  readonly showPages: boolean
  readonly save: string | undefined
}

async function measureSet(set: TruthSet, options: Options): Promise<void> {
  const scores: Score[] = []
  for (const each of set.cases) {
    const score = await measure(each, set, options)
    scores.push(score)
    if (options.showPages) printRow(`  ${score.id}`, [score])
  }
  printRow(set.name, scores)
}

async function measure(each: TruthCase, set: TruthSet, options: Options): Promise<Score> {
  const before = process.cpuUsage()
  const read = await options.readPage(each.file, each.pageInDocument, options.mode)
  const { user, system } = process.cpuUsage(before)
  const lines = withoutDotLeaders(read.lines)
  if (options.save) {
    mkdirSync(options.save, { recursive: true })
    writeFileSync(path.join(options.save, `${set.name}-${each.id}.txt`), read.report)
  }
  return {
    id: each.id,
    characters: characterDistance(each.truth, lines),
    joined: characterDistance(joinHyphens(each.truth), joinHyphens(lines)),
    words: wordDistance(each.truth, lines),
    ...wordOverlap(each.truth, lines, set.ignoreCase),
    cpuSeconds: (user + system) / 1e6,
  }
}

function printRow(name: string, scores: readonly Score[]): void {
  const pageRates = scores.map(score => rate([score.characters])).sort((a, b) => a - b)
  const found = scores.reduce((sum, score) => sum + score.found, 0)
  const both = scores.reduce((sum, score) => sum + score.both, 0)
  const cpu = scores.reduce((sum, score) => sum + score.cpuSeconds, 0) / Math.max(1, scores.length)
  const cells = [
    rate(scores.map(score => score.characters))
      .toFixed(2)
      .padStart(6),
    rate(scores.map(score => score.joined))
      .toFixed(2)
      .padStart(6),
    rate(scores.map(score => score.words))
      .toFixed(2)
      .padStart(6),
    (both === 0 ? 0 : (200 * found) / both).toFixed(1).padStart(6),
    (pageRates[pageRates.length >> 1] ?? 0).toFixed(2).padStart(11),
    cpu.toFixed(2).padStart(11),
  ]
  console.log(`${name.slice(0, 22).padEnd(22)} ${String(scores.length).padStart(5)} ${cells.join(' ')}`)
}

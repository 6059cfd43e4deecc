import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { RECOGNITION_MODES, type RecognitionMode } from '../src-shared/contract/engine.ts'
import { ACCURACY_HEAD, accuracyRow, type PageScore, scorePage } from './accuracy-figures.ts'
import { calibrationTable } from './calibration.ts'
import { describeSetting } from './describe-setting.ts'
import { type LookPage, lookPage } from './look-page.ts'
import { ownProgram, type Program } from './own-program.ts'
import { peerProgram } from './peer-program.ts'
import { preparePeers } from './peers/all-peers.ts'
import { spread } from './spread.ts'
import { textTable } from './text-table.ts'
import { scanSet, type TruthSet, truthSets } from './truth-sets.ts'
import { worstLines } from './worst-lines.ts'

const HELP = `npm run bench -- accuracy [--sets linn,scribe] [--mode balanced,accurate] [--sample N] [--peers | --peer NAME,NAME] [--html FILE]
CER and WER in order; CERj with words joined over line ends; F1 of words in any order; ECE: how far confidence is from truth.
  --sets A,B        only these sets
  --sample N        N pages of each set, evenly spread
  --mode MODE       ${RECOGNITION_MODES.join(', ')}; several with commas (default balanced)
  --peers           other programs too: tesseract, OCRmyPDF, RapidOCR, faster-paddle; --peer tesseract,rapidocr only these
  --html FILE       writes the tables, and the worst lines of each set with their images
  --testdata DIR    the folder that holds accuracy/SET/…
  --scan100 FILE    a scan with its .gt.json as one more set (default .bench/scan100.pdf, where it is there); --step N takes every Nth page
  --pages           a row for each page
  --save DIR        what was read, line by line
  --models DIR      other weights than the product's own`

const SCAN100 = path.resolve(import.meta.dirname, '../.bench/scan100.pdf')
const WORST_LINES = 12
/** Of a piece that was not read, in characters. */
const MOST_SHOWN = 300

/** Measures recognition against known texts: the pipeline of the product, and other programs on the same pages. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      sets: { type: 'string' },
      sample: { type: 'string' },
      mode: { type: 'string', default: 'balanced' },
      peers: { type: 'boolean', default: false },
      peer: { type: 'string' },
      html: { type: 'string' },
      testdata: { type: 'string', default: '../shared/testdata' },
      scan100: { type: 'string' },
      step: { type: 'string', default: '1' },
      pages: { type: 'boolean', default: false },
      save: { type: 'string' },
      models: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const wanted = values.sets?.split(',')
  const sample = values.sample === undefined ? undefined : Number(values.sample)
  const sets = [
    ...truthSets(values.testdata).filter(set => !wanted || wanted.includes(set.name)),
    ...scansOf(values.scan100, wanted).map(pdf => scanSet(pdf, Number(values.step))),
  ].map(set => ({ ...set, cases: spread(set.cases, sample) }))
  const setting = Object.values(describeSetting())
  const own = await Promise.all(
    modesOf(values.mode).map(mode => ownProgram({ mode, models: values.models, save: values.save })),
  )
  const { programs, missing } = await peersOf(values.peers, values.peer?.split(','))
  const measured = await measureAll(sets, [...own, ...programs], values.pages)
  const rows = [
    ACCURACY_HEAD,
    ...measured.map(({ set, program, scores }) => accuracyRow(set, program, scores)),
  ]
  const calibration = calibrationTable(wordsByProgram(measured))
  const notes = [...setting, ...missing]
  console.log(
    `${notes.join('\n')}\n\n${textTable(rows, 2)}\n\nShare of right words by confidence\n${textTable(calibration)}`,
  )
  const [first] = own
  if (!values.html || !first) return
  const tables = [
    { heading: 'Accuracy', rows },
    { heading: 'Share of right words by confidence', rows: calibration },
  ]
  const worst = await worstOf(measured.filter(each => each.program === first.title))
  writeFileSync(values.html, lookPage({ title: `Accuracy of ${first.title}`, notes, tables, sets: worst }))
}

async function worstOf(measured: readonly Measured[]): Promise<LookPage['sets']> {
  const sets: LookPage['sets'][number][] = []
  for (const { set, scores } of measured)
    sets.push({ name: set, lines: await worstLines(scores, WORST_LINES), missed: longestMissed(scores) })
  return sets
}

/** The scan that is named, else the one that `make-scan.ts scan100` makes, where it is there and wanted. */
function scansOf(named: string | undefined, wanted: readonly string[] | undefined): string[] {
  if (named !== undefined) return [named]
  const isWanted = wanted === undefined || wanted.includes('scan100')
  return isWanted && existsSync(SCAN100) ? [SCAN100] : []
}

function longestMissed(scores: readonly PageScore[]): string[] {
  return scores
    .flatMap(({ truthCase, missed }) => missed.map(text => ({ text, page: truthCase.id })))
    .sort((a, b) => b.text.length - a.text.length)
    .slice(0, WORST_LINES)
    .map(({ text, page }) => `${page}: ${text.slice(0, MOST_SHOWN)}`)
}

function modesOf(text: string): RecognitionMode[] {
  return text.split(',').map(word => {
    const mode = RECOGNITION_MODES.find(each => each === word)
    if (!mode) throw new Error(`--mode takes ${RECOGNITION_MODES.join(', ')}`)
    return mode
  })
}

async function peersOf(all: boolean, names: readonly string[] | undefined) {
  const peers = all || names ? await preparePeers(names) : []
  return {
    programs: peers.flatMap(each => (each.kind === 'ready' ? [peerProgram(each.program)] : [])),
    missing: peers.flatMap(each =>
      each.kind === 'missing' ? [`${each.peer.name} is missing: ${each.reason}`] : [],
    ),
  }
}

interface Measured {
  readonly set: string
  readonly program: string
  readonly scores: readonly PageScore[]
}

async function measureAll(
  sets: readonly TruthSet[],
  programs: readonly Program[],
  showPages: boolean,
): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const set of sets)
    for (const program of programs) {
      const readings = await program.read(set)
      const scores = set.cases.flatMap((each, index) => {
        const reading = readings[index]
        return reading ? [scorePage(each, set, reading)] : []
      })
      if (showPages)
        for (const score of scores)
          console.error(accuracyRow(score.truthCase.id, program.title, [score]).join('  '))
      console.error(accuracyRow(set.name, program.title, scores).join('  '))
      measured.push({ set: set.name, program: program.title, scores })
    }
  return measured
}

function wordsByProgram(measured: readonly Measured[]) {
  const programs = [...new Set(measured.map(each => each.program))]
  return programs
    .map(program => {
      const scores = measured.filter(each => each.program === program).flatMap(each => each.scores)
      return [program, scores.flatMap(score => score.lines.flatMap(line => line.words))] as const
    })
    .filter(([, words]) => words.length > 0)
}

import { mkdir } from 'node:fs/promises'
import { problemOf } from '../../../src-shared/contract/problem.ts'
import { EXPORT_FORMATS } from '../../../src-shared/contract/routes.ts'
import type { ProductPlace } from '../product-place.ts'
import { collectInputs } from './collect-inputs.ts'
import { convertFile, type FileReport } from './convert-file.ts'
import { EXIT, type ExitCode, gravest } from './exit-codes.ts'
import { outputStems } from './output-names.ts'
import type { ConvertCommand } from './parse-command.ts'
import { progressPrinter } from './progress-printer.ts'
import { printable, progressWords } from './progress-words.ts'
import { steadyServer } from './steady-server.ts'
import { interruptSignal, printResult } from './terminal.ts'

/** Jobs sent before the first is done: enough that no worker waits for an upload. */
const AHEAD = 4

/** `pageloom convert`: the result on standard output or in a folder, all else on standard error. */
export async function convertFiles(command: ConvertCommand, place: ProductPlace): Promise<ExitCode> {
  const printer = progressPrinter(process.stderr, command.quiet)
  const { files, refused } = await collectInputs(command.inputs)
  for (const { input, words } of refused) printer.say(`${printable(input)}: ${words}`)
  if (files.length === 0) return EXIT.refused
  if (command.outputDir === null && !command.json && files.length * command.formats.length > 1) {
    printer.say('Name a folder with -o: several files or formats do not fit on standard output.')
    return EXIT.usage
  }
  const binary = command.formats.find(format => !EXPORT_FORMATS[format].isText)
  if (command.outputDir === null && binary !== undefined) {
    printer.say(`Name a folder with -o: ${binary} is no text that could be printed.`)
    return EXIT.usage
  }
  if (command.outputDir !== null) await mkdir(command.outputDir, { recursive: true })

  const signal = interruptSignal()
  const server = await steadyServer({ place, flags: command.flags, readsPages: true })
  try {
    for (const notice of command.quiet ? [] : server.notices) printer.say(notice)
    const { outputDir, formats } = command
    const stems = outputStems(files, outputDir === null ? undefined : { outputDir, formats })
    const reports = await inTurn(files, (file, at) =>
      convertFile(
        { file, stem: stems[at] ?? '' },
        {
          server,
          command,
          signal,
          onProgress: job => printer.show(progressWords(job, { number: at + 1, of: files.length })),
        },
      ).then(report => {
        tell(report, command, printer.say)
        return report
      }),
    )
    printer.clear()
    const exitCode = gravest([...reports.map(report => report.exitCode), ...refused.map(() => EXIT.refused)])
    await printAll(reports, refused, { command, exitCode })
    return exitCode
  } finally {
    await server.close()
  }
}

/** Runs a few at a time; the answers keep the order of the inputs. */
async function inTurn<Answer>(
  inputs: readonly string[],
  work: (input: string, at: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  const waiting = [...inputs.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, input] = next
      answers[at] = await work(input, at)
    }
  }
  await Promise.all(Array.from({ length: AHEAD }, lane))
  return answers
}

function tell(report: FileReport, { quiet }: ConvertCommand, say: (line: string) => void): void {
  const name = printable(report.input)
  for (const { page, words } of report.failedPages) say(`${name}, page ${page}: ${printable(words)}`)
  if (report.problem)
    say(`${name}: ${[report.problem.title, report.problem.detail].filter(Boolean).join(' ')}`)
  if (report.state === 'cancelled') say(`${name}: cancelled`)
  if (!quiet) for (const output of report.outputs) say(`${name} → ${printable(output)}`)
}

async function printAll(
  reports: readonly FileReport[],
  refused: readonly { readonly input: string; readonly words: string }[],
  { command, exitCode }: { readonly command: ConvertCommand; readonly exitCode: ExitCode },
): Promise<void> {
  if (command.json) {
    const missing = refused.map(({ input, words }) => ({
      input,
      state: 'refused',
      problem: problemOf('no-file', words),
      exitCode: EXIT.refused,
    }))
    return printResult(`${JSON.stringify({ exitCode, files: [...reports, ...missing] }, null, 2)}\n`)
  }
  for (const { results } of reports) for (const text of Object.values(results)) await printResult(text)
}

import { ApiProblem, ServerUnreachable } from '../../../src-shared/client/api-problem.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { ProblemError } from '../../core/problem-error.ts'
import type { ProductPlace } from '../product-place.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts'
import { helpText } from './help-text.ts'
import { type Command, parseCommand } from './parse-command.ts'
import { printResult } from './terminal.ts'

/** Runs the program as the words on its command line say, and answers its exit code. */
export async function runCli(words: readonly string[], place: ProductPlace): Promise<ExitCode> {
  try {
    return await run(parseCommand(words), place)
  } catch (error) {
    const [text, code] = explained(error)
    console.error(text)
    return code
  }
}

/** Each command loads only what it needs: help and version answer at once. */
async function run(command: Command, place: ProductPlace): Promise<ExitCode> {
  switch (command.kind) {
    case 'convert':
      return (await import('./convert-files.ts')).convertFiles(command, place)
    case 'serve':
      return (await import('./serve-command.ts')).serveCommand(command, place)
    case 'worker':
      return (await import('./worker-command.ts')).workerCommand(command, place)
    case 'jobs':
      return (await import('./work-on-jobs.ts')).workOnJobs(command, place)
    case 'doctor':
      return (await import('./doctor.ts')).doctor(command, place)
    case 'help':
      await printResult(helpText(command.topic))
      return EXIT.ok
    case 'version':
      await printResult(`pageloom ${place.version}\n`)
      return EXIT.ok
    case 'usage-error':
      console.error(`${command.words}\nSee pageloom --help.`)
      return EXIT.usage
  }
}

function explained(error: unknown): [string, ExitCode] {
  if (error instanceof ApiProblem) return [error.message, exitCodeOf(error.problem.code)]
  if (error instanceof ServerUnreachable) return [error.message, EXIT.environment]
  if (error instanceof ProblemError)
    return [[PROBLEMS[error.code].words, error.detail].filter(Boolean).join(' '), exitCodeOf(error.code)]
  return [error instanceof Error ? error.message : String(error), EXIT.environment]
}

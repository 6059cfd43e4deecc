import type { ProblemCode } from '../../../src-shared/contract/problem.ts'

/** How the command ends, as docs/command-line.md tells. */
export const EXIT = {
  ok: 0,
  /** At least one page could not be read; the rest is there. */
  partial: 1,
  usage: 2,
  /** The input was refused. */
  refused: 3,
  /** The job failed. */
  failed: 4,
  /** The surroundings: data folder, disk, models, port. */
  environment: 5,
  /** Ctrl+C. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const BY_PROBLEM: Readonly<Partial<Record<ProblemCode, ExitCode>>> = {
  'option-invalid': EXIT.usage,
  'page-range-invalid': EXIT.usage,
  'job-not-found': EXIT.usage,
  'invalid-request': EXIT.usage,
  'no-file': EXIT.usage,
  'storage-full': EXIT.environment,
  'workers-unavailable': EXIT.environment,
  'redis-unreachable': EXIT.environment,
  'redis-unfit': EXIT.environment,
  'no-page-worker': EXIT.environment,
  'server-stopping': EXIT.environment,
  'key-needed': EXIT.environment,
  'model-missing': EXIT.environment,
  'model-altered': EXIT.environment,
  'data-folder-owned': EXIT.environment,
  'data-folder-unwritable': EXIT.environment,
  'database-newer': EXIT.environment,
  'database-damaged': EXIT.environment,
  'port-in-use': EXIT.environment,
  'page-timeout': EXIT.failed,
  'page-memory': EXIT.failed,
  'page-crashed': EXIT.failed,
  'page-unreadable': EXIT.failed,
  'no-page-readable': EXIT.failed,
  'engine-garbage': EXIT.failed,
  internal: EXIT.failed,
}

/** What a named problem means for the exit code; what isn't listed is a refusal. */
export const exitCodeOf = (code: ProblemCode): ExitCode => BY_PROBLEM[code] ?? EXIT.refused

/** For a job that failed: the surroundings are at fault where nothing but them stood in the way of any page. */
export function exitCodeOfFailures(codes: readonly ProblemCode[]): ExitCode {
  return codes.every(code => exitCodeOf(code) === EXIT.environment) ? EXIT.environment : EXIT.failed
}

/** The one code for many inputs: the gravest, in this order. */
export function gravest(codes: readonly ExitCode[]): ExitCode {
  const order = [EXIT.interrupted, EXIT.environment, EXIT.failed, EXIT.refused, EXIT.usage, EXIT.partial]
  return order.find(code => codes.includes(code)) ?? EXIT.ok
}

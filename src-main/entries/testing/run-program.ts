import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '../../..')
const CLI = path.join(ROOT, 'dist/main/cli.js')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The built program, started as a person would. */
export interface Program {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  stdout(): string
  stderr(): string
}

/** A new empty folder. */
export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'pageloom-test-'))

/** Starts `pageloom WORDS…` with a clean environment and one page worker: many programs run side by side in tests. */
export function startProgram(words: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  if (!existsSync(CLI)) throw new Error('Build first: npm run build')
  const child = spawn(process.execPath, [CLI, ...words], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '', HOME: newFolder(), LANG: 'C.UTF-8', NUM_WORKERS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: new Promise(resolve => child.on('close', code => resolve({ code, stdout, stderr }))),
  }
}

/** Runs `pageloom WORDS…` to its end. */
export const runProgram = (
  words: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<Ended> => startProgram(words, env).ended

/** A file of resources/samples. */
export const sample = (name: string): string => path.join(ROOT, 'resources/samples', name)

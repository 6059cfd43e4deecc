import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const FOLDER = path.resolve(import.meta.dirname, '../../.bench/venvs')
const runFile = promisify(execFile)

/** The Python of a virtual environment that holds exactly these packages, each pinned as `name==version`. Made where it is missing. */
export async function pythonVenv(name: string, packages: readonly string[]): Promise<string> {
  const folder = path.join(FOLDER, name)
  const python = path.join(folder, 'bin/python')
  const stamp = path.join(folder, 'packages.txt')
  const wanted = packages.join('\n')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  console.error(`Installing ${packages.join(' ')} …`)
  try {
    await runFile('python3', ['-m', 'venv', folder])
    await runFile(python, ['-m', 'pip', 'install', '--quiet', ...packages])
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(`could not be installed from PyPI: ${lastLine(error)}`, { cause: error })
  }
  writeFileSync(stamp, wanted)
  return python
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().split('\n').at(-1) ?? text
}

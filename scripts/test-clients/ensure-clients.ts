import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

const HERE = import.meta.dirname
const CACHE = path.resolve(HERE, '../../node_modules/.cache/pageloom')

/** Debian's packages by what shows that they are there. */
const PROGRAMS = [
  { name: 'python3', packages: ['python3', 'python3-venv'], words: ['-c', 'import ensurepip, venv'] },
  { name: 'curl', packages: ['curl'], words: ['--version'] },
  { name: 'chromium', packages: ['chromium'], words: ['--version'] },
] as const

export interface Clients {
  /** The Python that has other people's clients. */
  readonly python: string
  readonly chromium: string
}

/** Makes what the scenarios need: Python with the clients in a virtual environment, curl, Chromium. */
export function ensureClients(): Clients {
  ensurePrograms()
  return { python: ensureVenv(), chromium: 'chromium' }
}

function ensurePrograms(): void {
  const missing = PROGRAMS.filter(({ name, words }) => !succeeds(name, words))
  if (missing.length === 0) return
  const packages = missing.flatMap(program => program.packages)
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error(`Missing: ${packages.join(', ')}. On Debian: sudo sh -c 'apt-get update && ${install}'`)
  console.error(`Installing ${packages.join(', ')} …`)
  must('sh', ['-c', `apt-get update && ${install}`])
}

/** One environment for each set of pinned versions; a mark tells that it was made to the end. */
function ensureVenv(): string {
  const pins = ['requirements.txt', 'clients.txt'].map(name => readFileSync(path.join(HERE, name), 'utf8'))
  const name = createHash('sha256').update(pins.join('\n')).digest('hex').slice(0, 12)
  const venv = path.join(CACHE, `test-clients-${name}`)
  const python = path.join(venv, 'bin/python')
  if (existsSync(path.join(venv, 'complete'))) return python
  console.error('Making a Python environment with the clients …')
  rmSync(venv, { recursive: true, force: true })
  mkdirSync(CACHE, { recursive: true })
  must('python3', ['-m', 'venv', venv])
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps']
  must(python, [...pip, '-r', path.join(HERE, 'requirements.txt')])
  // Their package also holds a server with gigabytes of requirements and a wish for a newer Python; the clients need neither.
  must(python, [...pip, '--ignore-requires-python', '-r', path.join(HERE, 'clients.txt')])
  must('touch', [path.join(venv, 'complete')])
  return python
}

const succeeds = (program: string, words: readonly string[]): boolean =>
  spawnSync(program, words, { stdio: 'ignore' }).status === 0

function must(program: string, words: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} failed.\n${stdout}${stderr}`)
}

import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const HERE = import.meta.dirname
const CACHE = path.resolve(HERE, '../../node_modules/.cache/pageloom')
const MOST_OUTPUT = 64 * 1024 * 1024
const LONGEST_MS = 300_000

/** Debian's packages by the program that shows that they are there. */
const PROGRAMS = [
  { name: 'soffice', packages: ['libreoffice-writer-nogui', 'libreoffice-calc-nogui'] },
  { name: 'chromium', packages: ['chromium'] },
  { name: 'xmllint', packages: ['libxml2-utils'] },
  { name: 'qpdf', packages: ['qpdf'] },
  { name: 'pdftotext', packages: ['poppler-utils'] },
  { name: 'python3', packages: ['python3', 'python3-venv'] },
] as const

/** Sees that the programs that open exports are there; root gets them from Debian. Answers the Python with hOCR's validator. */
export function ensurePrograms(): string {
  const missing = PROGRAMS.filter(({ name }) => spawnSync('which', [name], { stdio: 'ignore' }).status !== 0)
  if (missing.length > 0) {
    const packages = missing.flatMap(program => program.packages).join(' ')
    const install = `apt-get update && apt-get install -y --no-install-recommends ${packages}`
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
      throw new Error(`Missing: ${packages}. On Debian: sudo sh -c '${install}'`)
    console.error(`Installing ${packages} …`)
    must('sh', ['-c', install])
  }
  return ensureVenv()
}

function ensureVenv(): string {
  const pins = path.join(HERE, 'requirements.txt')
  const name = createHash('sha256').update(readFileSync(pins)).digest('hex').slice(0, 12)
  const venv = path.join(CACHE, `test-exports-${name}`)
  const python = path.join(venv, 'bin/python')
  if (existsSync(path.join(venv, 'complete'))) return python
  rmSync(venv, { recursive: true, force: true })
  mkdirSync(CACHE, { recursive: true })
  must('python3', ['-m', 'venv', venv])
  must(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', pins])
  writeFileSync(path.join(venv, 'complete'), '')
  return python
}

function must(program: string, words: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} failed.\n${stdout}${stderr}`)
}

/** What a program writes; throws with its words where it fails, and says so where it takes too long. */
export async function outputOf(program: string, ...words: readonly string[]): Promise<string> {
  const ending = AbortSignal.timeout(LONGEST_MS)
  const limits = { maxBuffer: MOST_OUTPUT, signal: ending }
  try {
    return (await promisify(execFile)(program, [...words], limits)).stdout
  } catch (error) {
    if (!ending.aborted) throw error
    throw new Error(`${program} was ended after ${LONGEST_MS / 1000} s: ${words.at(-1)}`, { cause: error })
  }
}

const ALTO_ADDRESS = 'https://www.loc.gov/standards/alto/v4/alto-4-4.xsd'
const XLINK_ADDRESS = 'http://www.loc.gov/standards/xlink/xlink.xsd'
/** Of XLink the schema of ALTO needs this name alone, and we write none of its attributes. */
const XLINK = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
<attributeGroup name="simpleLink"><anyAttribute processContents="skip"/></attributeGroup></schema>
`

/** The schema of ALTO as a file: the one given, the one fetched before, or the Library of Congress's own. */
export async function altoSchema(folder: string, given: string): Promise<string> {
  const kept = path.join(CACHE, 'alto-4-4.xsd')
  const text = given !== '' || existsSync(kept) ? readFileSync(given || kept, 'utf8') : await fetchSchema()
  if (given === '') writeFileSync(kept, text)
  writeFileSync(path.join(folder, 'xlink.xsd'), XLINK)
  const file = path.join(folder, 'alto.xsd')
  writeFileSync(file, text.replace(XLINK_ADDRESS, 'xlink.xsd'))
  return file
}

async function fetchSchema(): Promise<string> {
  const reply = await fetch(ALTO_ADDRESS).catch(() => undefined)
  if (!reply?.ok)
    throw new Error(`The schema is not here. Get ${ALTO_ADDRESS} and name the file: --alto-schema FILE`)
  return reply.text()
}

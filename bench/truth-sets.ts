import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A page with its known text. */
export interface TruthCase {
  readonly id: string
  readonly file: string
  readonly pageInDocument: number
  readonly truth: string
}

export interface TruthSet {
  readonly name: string
  readonly ignoreCase: boolean
  /** As ISO 639-2 names them, for programs that must be told. */
  readonly languages: readonly string[]
  readonly cases: readonly TruthCase[]
}

const IMAGE_OR_PDF = /\.(png|jpe?g|tiff?|webp|bmp|pdf)$/i
const IGNORE_CASE = ['sroie']
const ENGLISH = ['eng'] as const
const LANGUAGES = new Map<string, readonly string[]>([
  ['ocrd_de_fraktur', ['deu']],
  ['tapus_fr_typewritten', ['fra']],
  ['omnidocbench_demo', ['chi_sim', 'eng']],
])

/** All sets of a testdata folder that have text as truth. The German set is parted into Antiqua and Fraktur. */
export function truthSets(testdataDir: string): TruthSet[] {
  const root = path.join(testdataDir, 'accuracy')
  if (!existsSync(root)) throw new Error(`There is no ${root}. Name the folder that holds it: --testdata DIR`)
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) => parted(name, path.join(root, name)))
    .filter(set => set.cases.length > 0)
}

function parted(name: string, dir: string): TruthSet[] {
  const cases = truthCases(dir)
  const ignoreCase = IGNORE_CASE.includes(name)
  const languages = languagesOf(name, dir)
  if (name !== 'ocrd_de_fraktur') return [{ name, ignoreCase, languages, cases }]
  const isAntiqua = (each: TruthCase) => each.id.startsWith('bebel')
  return [
    { name: 'bebel', ignoreCase, languages, cases: cases.filter(isAntiqua) },
    { name: 'fraktur', ignoreCase, languages, cases: cases.filter(each => !isAntiqua(each)) },
  ]
}

/** A folder may tell its languages in a file of words. */
function languagesOf(name: string, dir: string): readonly string[] {
  const told = path.join(dir, 'languages.txt')
  if (existsSync(told)) return readFileSync(told, 'utf8').trim().split(/\s+/)
  return LANGUAGES.get(name) ?? ENGLISH
}

/** The images and PDF files of a folder that have their text beside them. */
export function truthCases(dir: string): TruthCase[] {
  return readdirSync(dir)
    .filter(name => IMAGE_OR_PDF.test(name))
    .sort()
    .flatMap(name => {
      const id = name.replace(IMAGE_OR_PDF, '')
      const truthPath = path.join(dir, `${id}.gt.txt`)
      if (!existsSync(truthPath)) return []
      return [{ id, file: path.join(dir, name), pageInDocument: 1, truth: readFileSync(truthPath, 'utf8') }]
    })
}

const DOT_LEADER = /(\.\s?){5,}/

/** A long scanned PDF with a list of its pages' texts beside it. Lines with dot leaders are left out on both sides. */
export function scanSet(pdfPath: string, step: number): TruthSet {
  const list: unknown = JSON.parse(readFileSync(pdfPath.replace(/\.pdf$/, '.gt.json'), 'utf8'))
  if (!Array.isArray(list)) throw new Error('the truth of a scan is a list of texts')
  const cases = list.flatMap((truth, index) => {
    if (typeof truth !== 'string' || truth.trim() === '' || index % step !== 0) return []
    return [
      { id: `p${index + 1}`, file: pdfPath, pageInDocument: index + 1, truth: withoutDotLeaders(truth) },
    ]
  })
  return { name: path.basename(pdfPath, '.pdf'), ignoreCase: false, languages: ENGLISH, cases }
}

/** The text without its lines of dots between title and page number. */
export function withoutDotLeaders(text: string): string {
  return text
    .split(/\r?\n/)
    .filter(line => !DOT_LEADER.test(line))
    .join('\n')
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A file to try, with what EXPECT.tsv says about it. */
export interface HostileFile {
  readonly name: string
  readonly path: string
  readonly expected: string
  readonly password: string | null
}

/** Every file under a folder; those with a known password twice, without and with it. */
export function hostileFiles(folder: string): HostileFile[] {
  const table = path.join(folder, 'EXPECT.tsv')
  const expected = new Map(existsSync(table) ? rowsOf(readFileSync(table, 'utf8')) : [])
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !/^[.]|[.]tsv$/.test(entry.name))
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
    .flatMap(name => {
      const words = expected.get(name) ?? ''
      const file = { name, path: path.join(folder, name), expected: words, password: null }
      const password = passwordIn(words)
      return password === undefined ? [file] : [file, { ...file, name: `${name} (with password)`, password }]
    })
}

function rowsOf(text: string): [string, string][] {
  return text
    .split('\n')
    .slice(1)
    .filter(row => row !== '')
    .map(row => {
      const [name = '', should = ''] = row.split('\t')
      return [name, should]
    })
}

/** As in "clear error; password: abc", "user password view, owner master", "password: see a test (1234)". */
const PASSWORD = /; password: (\S+)|^password: see [^(]*[(]([^)]+)[)]|(?:^user|RC4:|: user) password (\w+)/

function passwordIn(words: string): string | undefined {
  const [, named, bracketed, told] = PASSWORD.exec(words) ?? []
  return (named ?? bracketed ?? told)?.replace(/\\u([0-9a-f]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

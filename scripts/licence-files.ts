import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ShippedPackage } from './shipped-packages.ts'

const ROOT = path.dirname(import.meta.dirname)

/** Licences under which others' work may be shipped with ours. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]

const START = '<!-- packages: written by npm run licences -->'
const END = '<!-- end of packages -->'
const LICENCE_FILE = /^(un)?licen[cs]e|^copying|^notice|^copyright/i
/** Files that pdf.js fetches at run time come from elsewhere; their licences lie beside them. */
const FURTHER_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'pdfjs-dist': ['cmaps', 'iccs', 'standard_fonts', 'wasm'],
}

/** Packages that bring no text of their MIT or ISC licence: who holds the copyright, by their authors' own word. */
const COPYRIGHT: Readonly<Record<string, string>> = {
  'abstract-logging': 'Copyright (c) James Sumners',
  isarray: 'Copyright (c) 2013 Julian Gruber <julian@juliangruber.com>',
  'marked-footnote': 'Copyright (c) Beni Arisandi',
  'onnxruntime-common': 'Copyright (c) Microsoft Corporation',
  'onnxruntime-node': 'Copyright (c) Microsoft Corporation',
  'react-remove-scroll-bar': 'Copyright (c) Anton Korzunov',
  saxes: 'Copyright (c) Contributors\nCopyright (c) Isaac Z. Schlueter and Contributors',
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

const ISC = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`

const KNOWN_TEXTS: Readonly<Record<string, string>> = { MIT, ISC }

/** Whether a licence, written as an SPDX expression of AND and OR, lets us ship the work unchanged. */
export function isAllowed(licence: string): boolean {
  const choices = licence.replace(/^[(](.*)[)]$/, '$1').split(' OR ')
  return choices.some(choice => choice.split(' AND ').every(name => ALLOWED.includes(name)))
}

/** All licence texts, each once, under the packages that bring it. Throws where a package has none. */
export function licenceTexts(packages: readonly ShippedPackage[]): string {
  const holders = new Map<string, string[]>()
  for (const each of packages)
    for (const text of textsOf(each)) {
      const names = holders.get(text) ?? []
      holders.set(text, [...names, `${each.name} ${each.version}`])
    }
  const parts = [...holders].map(([text, names]) => `${[...new Set(names)].join('\n')}\n\n${text}\n`)
  const head = 'The work of others that Pageloom contains, and the terms under which it may be used.\n'
  return [head, ...parts].join(`\n${'='.repeat(100)}\n\n`)
}

/** docs/licences.md with its table of packages made anew; the rest stays as it is. */
export function withPackages(document: string, packages: readonly ShippedPackage[]): string {
  const section = `${START}\n${packageTable(packages)}\n${END}`
  const [before = '', rest] = document.split(START)
  if (rest === undefined) return `${document.trimEnd()}\n\n## Packages\n\n${section}\n`
  return before + section + rest.slice(rest.indexOf(END) + END.length)
}

/** Builds of one package for further platforms share its row. */
function packageTable(packages: readonly ShippedPackage[]): string {
  const rows = packages
    .filter(each => !each.platformOf)
    .map(({ name, version, licence, place }) => {
      const builds = packages.filter(each => each.platformOf === place).length
      return `| ${name}${builds > 0 ? `, and its builds for ${builds} platforms` : ''} | ${version} | ${licence} |`
    })
  return ['| Package | Version | Licence |', '|---|---|---|', ...new Set(rows)].join('\n')
}

function textsOf({ name, place, platformOf, licence }: ShippedPackage): string[] {
  const home = path.join(ROOT, platformOf ?? place)
  const folders = [home, ...(FURTHER_FOLDERS[name] ?? []).map(folder => path.join(home, folder))]
  const texts = folders.flatMap(folder =>
    licenceFiles(folder).map(file => tidy(readFileSync(path.join(folder, file), 'utf8'))),
  )
  if (texts.length > 0) return texts
  const known = KNOWN_TEXTS[licence]
  if (known && name in COPYRIGHT) return [`${COPYRIGHT[name]}\n\n${known}`]
  throw new Error(
    `${name} brings no licence text. Look it up and add its copyright to scripts/licence-files.ts.`,
  )
}

const licenceFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(file => LICENCE_FILE.test(file))
        .sort()
    : []

const tidy = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .trim()

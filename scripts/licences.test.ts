import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isAllowed, licenceTexts, withPackages } from './licence-files.ts'
import { shippedPackages } from './shipped-packages.ts'

const ROOT = path.dirname(import.meta.dirname)
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

const shipped = shippedPackages()
const names = shipped.map(each => each.name)

test('what the main process loads is shipped, with its builds for other platforms', () => {
  expect(names).toEqual(
    expect.arrayContaining(['fastify', 'light-my-request', '@napi-rs/image-win32-x64-msvc']),
  )
})

test('what is bundled into the window is shipped, with what it needs in turn', () => {
  expect(names).toEqual(expect.arrayContaining(['react', 'react-dom', 'scheduler', 'zustand', 'pdfjs-dist']))
})

test('what only helps to build is not shipped', () => {
  expect(names.filter(name => /^(vite|vitest|typescript|electron-builder|@types\/.*)$/.test(name))).toEqual(
    [],
  )
})

test('every shipped package has a licence that allows it', () => {
  expect(shipped.filter(each => !isAllowed(each.licence))).toEqual([])
})

test.each(['GPL-3.0-only', 'AGPL-3.0', 'SEE LICENSE IN LICENSE.md', 'UNLICENSED', '(MIT AND GPL-2.0)', ''])(
  'a package under "%s" is refused',
  licence => {
    expect(isAllowed(licence)).toBe(false)
  },
)

test.each(['MIT', '(MIT OR GPL-2.0)', '(MIT AND Zlib)'])('a package under "%s" is accepted', licence => {
  expect(isAllowed(licence)).toBe(true)
})

test('the table of packages is up to date (write it with "npm run licences")', () => {
  const document = read('docs/licences.md')

  expect(document === withPackages(document, shipped)).toBe(true)
  const withRow = shipped.filter(each => each.platformOf === undefined)
  expect(withRow.filter(({ name }) => !document.includes(name))).toEqual([])
})

test('the licence texts are up to date (write them with "npm run licences")', () => {
  expect(read('resources/licences/THIRD-PARTY.txt') === licenceTexts(shipped)).toBe(true)
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const recipe = readFileSync(path.join(import.meta.dirname, '../electron-builder.yml'), 'utf8')

test.each([
  ['the program cannot pass for Node', 'runAsNode: false'],
  ['cookies are encrypted', 'enableCookieEncryption: true'],
  ['NODE_OPTIONS is ignored', 'enableNodeOptionsEnvironmentVariable: false'],
  ['nobody can attach an inspector', 'enableNodeCliInspectArguments: false'],
  ['the archive is checked before its code runs', 'enableEmbeddedAsarIntegrityValidation: true'],
  ['code is loaded from the archive only', 'onlyLoadAppFromAsar: true'],
  ['file: pages have no privileges', 'grantFileProtocolExtraPrivileges: false'],
])('in a release, %s', (_, fuse) => {
  expect(recipe).toMatch(new RegExp(`^ {2}${fuse}$`, 'm'))
})

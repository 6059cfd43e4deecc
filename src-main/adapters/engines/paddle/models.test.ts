import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const MODELS = path.resolve(import.meta.dirname, '../../../../resources/models')
const OPEN = `import { openModels } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, 'models.ts')).href)}
const models = await openModels(${JSON.stringify(MODELS)})
await models.pageOrientation()
process.stdout.write('opened')`

test('the runtime keeps no id of the machine and no records of its use', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'pageloom-test-'))
  const env = { PATH: process.env.PATH, HOME: home, TMPDIR: home, XDG_CACHE_HOME: home, LOCALAPPDATA: home }

  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--no-warnings', '-e', OPEN],
    {
      env,
      encoding: 'utf8',
    },
  )

  expect([stdout, stderr]).toEqual(['opened', ''])
  expect(readdirSync(home)).toEqual([])
  rmSync(home, { recursive: true })
})

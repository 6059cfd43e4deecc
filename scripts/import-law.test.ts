import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { breaches } from './import-law.ts'

const ROOT = path.dirname(import.meta.dirname)
const law: { readonly forbidden: readonly { readonly name: string }[] } = createRequire(import.meta.url)(
  '../.dependency-cruiser.cjs',
)

/** A small house in which every import keeps the law. */
const LAWFUL: Record<string, string> = {
  'src-shared/contract/job.ts':
    "import { Type } from 'typebox'\nexport type Job = string\nexport const job = Type.String()",
  'src-shared/client/api-client.ts': "import { job } from '../contract/job.ts'\nexport const client = job",
  'src-main/core/job/retry-policy.ts':
    "import { job } from '../../../src-shared/contract/job.ts'\nexport const policy = job",
  'src-main/app/cancel-job.ts':
    "import { policy } from '../core/job/retry-policy.ts'\nexport const cancelJob = policy",
  'src-main/adapters/disk/disk-files.ts': "import 'node:fs'\nexport const files = 1",
  'src-main/adapters/sqlite/sqlite-jobs.ts':
    "import { policy } from '../../core/job/retry-policy.ts'\nexport const jobs = policy",
  'src-main/server/build-server.ts':
    "import { cancelJob } from '../app/cancel-job.ts'\nexport const server = cancelJob",
  'src-main/worker/page-worker.ts':
    "import { policy } from '../core/job/retry-policy.ts'\nexport const worker = policy",
  'src-main/desktop/menu.ts': "import { app } from 'electron'\nexport const menu = app",
  'src-main/entries/desktop.ts':
    "import { jobs } from '../adapters/sqlite/sqlite-jobs.ts'\nexport const all = jobs",
  'src-renderer/state/jobs.ts':
    "import { client } from '../../src-shared/client/api-client.ts'\nexport const jobs = client",
  'src-renderer/ui/button.tsx': 'export const button = 1',
  'src-renderer/features/settings/settings.tsx':
    "import { button } from '../../ui/button.tsx'\nexport const settings = button",
  'src-renderer/features/page-view/page-view.tsx':
    "import { jobs } from '../../state/jobs.ts'\nexport const view = jobs",
  'src-main/app/cancel-job.test.ts':
    "import { jobs } from '../adapters/sqlite/sqlite-jobs.ts'\nexport const it = jobs",
}

/** For each rule, files and what each must not import. */
const UNLAWFUL: Record<string, readonly (readonly [place: string, forbidden: string])[]> = {
  'no-circles': [['src-shared/contract/job.ts', '../client/api-client.ts']],
  'everything-resolves': [['src-main/app/cancel-job.ts', './nowhere.ts']],
  'shared-stands-alone': [
    ['src-shared/contract/job.ts', '../../src-renderer/ui/button.tsx'],
    ['src-shared/client/api-client.ts', 'node:http'],
  ],
  'core-is-pure': [
    ['src-main/core/job/retry-policy.ts', 'node:fs'],
    ['src-main/core/job/retry-policy.ts', 'better-sqlite3'],
    ['src-main/core/job/retry-policy.ts', '../../worker/page-worker.ts'],
  ],
  'app-sees-core': [
    ['src-main/app/cancel-job.ts', '../adapters/disk/disk-files.ts'],
    ['src-main/app/cancel-job.ts', 'node:path'],
  ],
  'adapters-are-strangers': [
    ['src-main/adapters/disk/disk-files.ts', '../sqlite/sqlite-jobs.ts'],
    ['src-main/adapters/disk/disk-files.ts', '../../app/cancel-job.ts'],
  ],
  'server-sees-app': [['src-main/server/build-server.ts', '../adapters/disk/disk-files.ts']],
  'worker-sees-core': [['src-main/worker/page-worker.ts', '../adapters/disk/disk-files.ts']],
  'desktop-sees-contract': [['src-main/desktop/menu.ts', '../server/build-server.ts']],
  'only-desktop-knows-electron': [
    ['src-main/server/build-server.ts', 'electron'],
    ['src-renderer/ui/button.tsx', 'electron'],
  ],
  'renderer-stays-in-the-window': [['src-renderer/ui/button.tsx', '../../src-main/app/cancel-job.ts']],
  'renderer-has-no-node': [['src-renderer/ui/button.tsx', 'node:fs']],
  'features-are-strangers': [['src-renderer/features/settings/settings.tsx', '../page-view/page-view.tsx']],
  'state-never-draws': [['src-renderer/state/jobs.ts', '../ui/button.tsx']],
  'tests-are-leaves': [['src-main/server/build-server.ts', '../app/cancel-job.test.ts']],
  'entries-are-roots': [['src-main/server/build-server.ts', '../entries/desktop.ts']],
}

/** The ways in which one file can need another. */
const FORMS: Record<string, (target: string) => string> = {
  value: target => `import * as other from '${target}'\nexport const used = other`,
  type: target => `import type * as other from '${target}'\nexport type Used = typeof other`,
  'passed on': target => `export * from '${target}'`,
  dynamic: target => `export const later = () => import('${target}')`,
}

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'law-'))
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'))
  for (const [place, source] of Object.entries(LAWFUL)) write(place, source)
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

test('a lawful tree passes', async () => {
  expect(await breaches(root)).toEqual([])
})

test('the check fails when it sees no module', async () => {
  rmSync(root, { recursive: true })
  for (const folder of ['src-main', 'src-renderer', 'src-shared'])
    mkdirSync(path.join(root, folder), { recursive: true })

  expect(await breaches(root)).toEqual(['no-modules: the check saw no module at all'])
})

test('every rule of the law is broken by a test below', () => {
  expect(Object.keys(UNLAWFUL).sort()).toEqual(law.forbidden.map(rule => rule.name).sort())
})

describe.each(Object.entries(UNLAWFUL))('the check names %s', (rule, cases) => {
  test.each(cases.flatMap(([place, target]) => Object.keys(FORMS).map(form => ({ place, target, form }))))(
    'when $place imports $target ($form)',
    async ({ place, target, form }) => {
      write(place, `${LAWFUL[place]}\n${FORMS[form]?.(target)}`)

      expect(await breaches(root)).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: .*${place}`)))
    },
  )
})

test.each([
  ['banned-name: src-main/app/utils.ts', 'src-main/app/utils.ts'],
  ['banned-name: src-renderer/ui/index.tsx', 'src-renderer/ui/index.tsx'],
  ['banned-name: src-main/core/helpers', 'src-main/core/helpers/retry.ts'],
  ['banned-name: src-shared/contract/types.test.ts', 'src-shared/contract/types.test.ts'],
  ['not-kebab-case: src-renderer/ui/IconButton.tsx', 'src-renderer/ui/IconButton.tsx'],
  ['unknown-layer: src-main/plugins', 'src-main/plugins/first.ts'],
])('the check says "%s"', async (breach, place) => {
  write(place, 'export const value = 1')

  expect(await breaches(root)).toEqual([breach])
})

function write(place: string, source: string): void {
  mkdirSync(path.dirname(path.join(root, place)), { recursive: true })
  writeFileSync(path.join(root, place), `${source}\n`)
}

import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

test.each([
  ['accuracy', '--testdata', '--testdata DIR'],
  ['fit-rereading', '--testdata', '--testdata DIR'],
  ['speed', '--pdf', 'node_modules/node/bin/node bench/make-scan.ts scan100'],
  ['memory', '--pdf', 'node_modules/node/bin/node bench/make-scan.ts scan100'],
])('%s without its data says what to do, and nothing else', (part, option, advice) => {
  const words = [path.resolve('bench/bench.mjs'), part, option, '/nowhere']

  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })

  expect(status).toBe(1)
  expect(stderr).toContain(advice)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

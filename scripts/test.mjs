import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ownNode, ROOT } from './own-node.mjs'

const RESULTS = path.join(ROOT, 'test-results')
const UNIT_REPORT = path.join(RESULTS, 'unit.json')
const E2E_REPORT = path.join(RESULTS, 'e2e.json')
const NODE = ownNode()
const ENVIRONMENT = {
  ...process.env,
  CI: 'true',
  PATH: [path.join(ROOT, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
  PLAYWRIGHT_JSON_OUTPUT_NAME: E2E_REPORT,
}

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })
if (!run('Prepare', ['scripts/prepare.mjs', 'display', 'redis', 'electron', 'build'])) process.exit(1)

const checks = [
  run('Types', [bin('typescript/bin/tsc'), '-p', '.']),
  run('Types of the core', [bin('typescript/bin/tsc'), '-p', 'src-main/core']),
  run('Lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']),
  run('Import law', ['scripts/import-law.ts']),
  run('Unused code', [bin('knip/bin/knip.js')]),
]
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`]
const unit = run('Unit and server tests', [bin('vitest/vitest.mjs'), 'run', ...reporters])
const e2e = run('End to end', [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'])

const counts = [
  unitCount(unit),
  e2eCount(e2e),
  ...checks.map(isGreen => ({ passed: 0, failed: isGreen ? 0 : 1 })),
]
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

function bin(file) {
  return path.join(ROOT, 'node_modules', file)
}

/** Runs a step and tells whether it went well; a step that fails does not keep the later ones from running. */
function run(title, args) {
  console.log(`\n── ${title}`)
  const { status } = spawnSync(NODE, args, {
    cwd: ROOT,
    env: ENVIRONMENT,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) console.log(`── ${title}: failed`)
  return status === 0
}

function unitCount(isGreen) {
  const report = read(UNIT_REPORT)
  return atLeastOneFailure(isGreen, report?.numPassedTests ?? 0, report?.numFailedTests ?? 0)
}

function e2eCount(isGreen) {
  const { expected = 0, flaky = 0, unexpected = 0 } = read(E2E_REPORT)?.stats ?? {}
  return atLeastOneFailure(isGreen, expected + flaky, unexpected)
}

/** A run that ends badly without naming a test (it could not even load) counts as one failure. */
function atLeastOneFailure(isGreen, passed, failed) {
  return { passed, failed: isGreen ? failed : Math.max(1, failed) }
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

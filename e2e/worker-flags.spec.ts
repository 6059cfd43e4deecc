import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { WORKER_FLAGS } from '../src-shared/contract/worker-flags.ts'
import { test } from './open-pageloom.ts'

const ARGUMENT = `--js-flags=${WORKER_FLAGS.join(' ')}`
const MIB = 1024 * 1024

/** Fills its young heap again and again, then says how large that got and whether garbage can be collected. */
const WITNESS = `
import { getHeapSpaceStatistics } from 'node:v8'
const youngBytes = () => getHeapSpaceStatistics().find(space => space.space_name === 'new_space').space_size
let mostYoungBytes = 0
const kept = []
for (let at = 0; at < 2_000_000; at++) {
  kept.push({ at })
  if (at % 50_000 === 0) mostYoungBytes = Math.max(mostYoungBytes, youngBytes())
}
process.parentPort.postMessage({ kept: kept.length, gc: typeof globalThis.gc, mostYoungBytes })
`

test('page workers of the window can collect garbage and keep their young heap small', async ({
  pageloom,
}) => {
  test.skip(process.platform !== 'linux', 'elsewhere a process does not show how it was started')
  await expect(async () => {
    const workers = await pageloom.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ name }) => name?.endsWith('worker'))
        .map(({ pid }) => pid),
    )
    expect(workers.length).toBeGreaterThan(0)
    for (const pid of workers) expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain(ARGUMENT)
  }).toPass({ timeout: 60_000 })

  const script = path.join(pageloom.home, 'witness.mjs')
  writeFileSync(script, WITNESS)
  const seen = await pageloom.app.evaluate(
    ({ utilityProcess }, [witness, argument]) =>
      new Promise(resolve => {
        const child = utilityProcess.fork(witness, [], { execArgv: [argument] })
        child.once('message', message => {
          child.kill()
          resolve(message)
        })
      }),
    [script, ARGUMENT] as const,
  )

  expect(seen).toEqual({ kept: 2_000_000, gc: 'function', mostYoungBytes: 4 * MIB })
})

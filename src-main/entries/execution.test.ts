import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExecutionProvider, ExecutionWish } from '../../src-shared/contract/execution.ts'
import { folderLayout } from '../adapters/disk/folder-layout.ts'
import { makeFolders } from '../adapters/disk/make-folders.ts'
import { diskProviderMemory } from '../adapters/disk/provider-memory.ts'
import { manualClock } from '../adapters/memory/manual-clock.ts'
import { liveExecution } from '../app/live-execution.ts'
import type { ProbeProvider } from '../core/ports/probe-provider.ts'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'
import { forkWorker } from '../worker/fork-worker.ts'
import { probeInChild } from '../worker/probe-in-child.ts'
import { openExecution } from './open-execution.ts'
import { eventually } from './testing/eventually.ts'
import {
  openTestEngine,
  resultText,
  spawnTestWorker,
  submitFiles,
  temporaryFolder,
} from './testing/test-engine.ts'

const MODELS_DIR = path.resolve('resources/models')
const SCAN = readFileSync('resources/samples/scanned-letter.pdf')
/** None of the systems that tests run on has it. */
const FOREIGN: ExecutionProvider = process.platform === 'win32' ? 'coreml' : 'dml'
const DAY_MS = 24 * 60 * 60 * 1000

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const forever = new AbortController().signal

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
  makeFolders(folderLayout(folder.path))
})
afterEach(() => folder.remove())

/** A real process that runs this script instead of a worker, and how often it was started. */
function scripted(script: string) {
  const entryPath = path.join(folder.path, 'probe.mjs')
  writeFileSync(entryPath, script)
  const spawn = forkWorker({ entryPath })
  let starts = 0
  const counted: SpawnWorker = start => {
    starts += 1
    return spawn(start)
  }
  return { spawn: counted, starts: () => starts }
}

interface Machine {
  readonly probe: ProbeProvider
  readonly key?: string
  readonly now?: () => number
  readonly wish?: ExecutionWish
}

/** What a start of the program knows on a machine with a graphics processor. */
const startOn = ({ probe, key = 'driver 1', now = Date.now, wish = 'auto' }: Machine) =>
  liveExecution({
    wish,
    candidates: ['webgpu'],
    hasDevice: true,
    memory: diskProviderMemory(folderLayout(folder.path), key),
    probe,
    now,
    log: quiet,
  })

test('a provider that takes its process down is not tried again at the next start', async () => {
  const { spawn, starts } = scripted('process.abort()')
  const probe = probeInChild(spawn, MODELS_DIR)

  await startOn({ probe }).tryUnknown(forever)
  const next = startOn({ probe, now: () => Date.now() + 400 * DAY_MS })
  await next.tryUnknown(forever)

  expect(starts()).toBe(1)
  expect(next.current()).toMatchObject({
    provider: 'cpu',
    reason: 'none-fit',
    candidates: [{ provider: 'webgpu', verdict: { kind: 'crashed' } }],
  })
})

test('a new driver is a new chance', async () => {
  const { spawn, starts } = scripted('process.abort()')
  const probe = probeInChild(spawn, MODELS_DIR)

  await startOn({ probe }).tryUnknown(forever)
  await startOn({ probe, key: 'driver 2' }).tryUnknown(forever)

  expect(starts()).toBe(2)
})

test('a trial that took the whole program down counts as a crash', async () => {
  const seen: string[] = []
  const probe: ProbeProvider = async () => {
    seen.push(startOn({ probe }).current().candidates[0]?.verdict.kind ?? '')
    return { kind: 'fit', speed: 2 }
  }

  await startOn({ probe }).tryUnknown(forever)

  expect(seen).toEqual(['crashed'])
})

test('a trial that was withdrawn is made up for at the next start', async () => {
  await startOn({ probe: async () => undefined }).tryAll(forever)

  expect(startOn({ probe: async () => undefined }).current().reason).toBe('not-tried-yet')
})

test('what was bad luck is forgotten in time', async () => {
  const probe: ProbeProvider = async () => ({ kind: 'slower', speed: 1 })
  await startOn({ probe }).tryUnknown(forever)

  expect(startOn({ probe }).current().reason).toBe('none-fit')
  expect(startOn({ probe, now: () => Date.now() + 31 * DAY_MS }).current().reason).toBe('not-tried-yet')
})

test('a provider that passed in the background is used at once by the next start', async () => {
  const probe: ProbeProvider = async () => ({ kind: 'fit', speed: 2 })
  const first = startOn({ probe })
  const before = first.current()

  await first.tryUnknown(forever)

  expect(before).toMatchObject({ provider: 'cpu', reason: 'not-tried-yet' })
  expect(first.current()).toMatchObject({ provider: 'webgpu', reason: 'proved-just-now' })
  expect(startOn({ probe }).current()).toMatchObject({ provider: 'webgpu', reason: 'proved' })
})

test('a damaged memory is no memory', () => {
  writeFileSync(path.join(folder.path, 'execution.json'), '{"key":"driver 1","verdicts":[{}]}')

  expect(startOn({ probe: async () => undefined }).current().reason).toBe('not-tried-yet')
})

test('a real worker process tries a provider and outlives what is not there', async () => {
  const verdict = await probeInChild(spawnTestWorker, MODELS_DIR)(FOREIGN, forever)

  expect(verdict).toMatchObject({ kind: 'unavailable' })
})

test('workers start on the CPU, and what is unknown is tried a while later in a process of its own', async () => {
  const roles: string[] = []
  const spawnWorker: SpawnWorker = start => {
    roles.push(`${start.role} on ${start.provider ?? 'cpu'}`)
    return spawnTestWorker(start)
  }
  const clock = manualClock()
  const flags = { workers: '1', 'execution-provider': FOREIGN }
  const engine = await openTestEngine(folder.path, { flags, spawnWorker, clock })
  const execution = async () => (await engine.useCases.readSettings()).execution
  try {
    const before = await execution()
    const startedBefore = [...roles].sort()

    clock.turn(20_000)

    expect(before).toMatchObject({ provider: 'cpu', reason: 'not-tried-yet' })
    expect(startedBefore).toEqual(['inspector on cpu', 'page on cpu'])
    // Before a trial it is written down as one that took the program with it.
    await eventually(async () =>
      expect(readFileSync(path.join(folder.path, 'execution.json'), 'utf8')).toContain('unavailable'),
    )
    expect(await execution()).toMatchObject({ provider: 'cpu', reason: 'wanted-unfit' })
    expect(roles).toContain(`probe on ${FOREIGN}`)
  } finally {
    await engine.close()
  }
})

test('workers whose provider breaks read on with the CPU, and say so', async () => {
  const { spawn } = scripted(
    `process.send({ kind: 'probed', verdict: { kind: 'fit', speed: 9 } }); setInterval(() => undefined, 1000)`,
  )
  const flags = { workers: '1', 'execution-provider': FOREIGN }
  await openExecution(
    { spawnWorker: spawn, modelsDir: MODELS_DIR },
    { layout: folderLayout(folder.path), wish: FOREIGN, now: Date.now, log: quiet },
  ).tryAll(forever)
  const started: unknown[] = []
  const spawnWorker: SpawnWorker = start => {
    if (start.role === 'page') started.push(start.provider)
    return spawnTestWorker(start)
  }
  const engine = await openTestEngine(folder.path, { flags, spawnWorker })
  try {
    const job = await submitFiles(engine.useCases, [{ name: 'letter.pdf', bytes: SCAN }], {
      options: { pages: '1' },
    })
    const done = await engine.useCases.waitForJob(job.id, forever)
    const { execution, settings } = await engine.useCases.readSettings()

    expect(started).toEqual([FOREIGN])
    expect(done.state).toBe('completed')
    expect(await resultText(engine.useCases, job.id)).toContain('Three parts need our attention')
    expect(settings.executionProvider).toBe(FOREIGN)
    expect(execution).toMatchObject({ provider: 'cpu', reason: 'fell-back' })
    expect(execution.candidates).toContainEqual({
      provider: FOREIGN,
      verdict: { kind: 'failed', detail: expect.stringContaining('backend') },
    })
  } finally {
    await engine.close()
  }
})

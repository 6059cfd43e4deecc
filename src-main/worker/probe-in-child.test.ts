import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'
import { forkWorker } from './fork-worker.ts'
import { probeInChild } from './probe-in-child.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const forever = new AbortController().signal
let scripts = 0

/** A real process that runs this script as its probe. */
function child(script: string): SpawnWorker {
  const entryPath = path.join(folder, `${++scripts}.mjs`)
  writeFileSync(entryPath, script)
  return forkWorker({ entryPath })
}

const SAYS_FIT = `process.send({ kind: 'probed', verdict: { kind: 'fit', speed: 3 } })`
const STAYS = `setInterval(() => undefined, 1000)`

test('the verdict of the process is the answer, and the process ends', async () => {
  const spawn = child(`${SAYS_FIT}; ${STAYS}`)
  let ended: Promise<unknown> | undefined
  const watched: SpawnWorker = start => {
    const handle = spawn(start)
    ended = new Promise(resolve => handle.onExit(resolve))
    return handle
  }

  const verdict = await probeInChild(watched, '')('webgpu', forever)

  expect(verdict).toEqual({ kind: 'fit', speed: 3 })
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL' })
})

test('the process is told which provider to try', async () => {
  const echo = `const { role, provider } = JSON.parse(process.argv.at(-1))
process.send({ kind: 'probed', verdict: { kind: 'failed', detail: role + ' ' + provider } })
${STAYS}`

  expect(await probeInChild(child(echo), '')('coreml', forever)).toEqual({
    kind: 'failed',
    detail: 'probe coreml',
  })
})

test('a provider that takes its process down is survived', async () => {
  expect(await probeInChild(child('process.abort()'), '')('webgpu', forever)).toMatchObject({
    kind: 'crashed',
  })
})

test('a process that ends without a word has crashed', async () => {
  expect(await probeInChild(child('process.exit(0)'), '')('webgpu', forever)).toEqual({
    kind: 'crashed',
    detail: 'exit code 0',
  })
})

test('a process that never answers is late', async () => {
  const shortLimitMs = 200

  expect(await probeInChild(child(STAYS), '', shortLimitMs)('webgpu', forever)).toMatchObject({
    kind: 'late',
  })
})

test('a trial that is withdrawn has no verdict', async () => {
  const ending = new AbortController()
  const verdict = probeInChild(child(STAYS), '')('webgpu', ending.signal)

  ending.abort()

  expect(await verdict).toBeUndefined()
})

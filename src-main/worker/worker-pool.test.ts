import { afterEach, expect, test, vi } from 'vitest'
import type { WorkerCall } from '../../src-shared/contract/worker-wire.ts'
import type { SpawnWorker, WorkerExit } from '../core/ports/spawn-worker.ts'
import type { CallBody } from './pool-call.ts'
import { type PoolOptions, type WorkerPool, workerPool } from './worker-pool.ts'

/** Waits until the assertion holds; a busy machine takes its time. */
const eventually = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 20_000 })

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const forever = new AbortController().signal
const ask: CallBody = { kind: 'inspect', path: '/a', name: 'a', password: null }
const pools: WorkerPool[] = []

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close()
})

interface Puppet {
  readonly pid: number
  readonly calls: WorkerCall[]
  say(message: unknown): void
  exit(exit: Partial<WorkerExit>): void
  isKilled: boolean
}

/** Worker handles whose strings the test holds. */
function puppets(onStart: (puppet: Puppet) => void = puppet => puppet.say({ kind: 'ready' })) {
  const started: Puppet[] = []
  const spawn: SpawnWorker = () => {
    const messages = new Set<(message: unknown) => void>()
    const exits = new Set<(exit: WorkerExit) => void>()
    const puppet: Puppet = {
      pid: started.length + 1,
      calls: [],
      isKilled: false,
      say: message => {
        for (const listener of messages) listener(message)
      },
      exit: ({ code = null, signal = null }) => {
        for (const listener of [...exits]) listener({ code, signal })
        exits.clear()
      },
    }
    started.push(puppet)
    queueMicrotask(() => onStart(puppet))
    return {
      pid: puppet.pid,
      send: call => puppet.calls.push(call),
      onMessage: listener => messages.add(listener),
      onExit: listener => exits.add(listener),
      kill() {
        puppet.isKilled = true
        queueMicrotask(() => puppet.exit({ signal: 'SIGKILL' }))
      },
    }
  }
  return { started, spawn }
}

function pool(spawn: SpawnWorker, options: Partial<PoolOptions> = {}): WorkerPool {
  const made = workerPool({
    size: 1,
    start: { role: 'page', modelsDir: '', warm: true },
    spawn,
    readMemory: async () => new Map(),
    log: quiet,
    memoryBytes: 1000,
    recycleBytes: 500,
    recycleCalls: 100,
    ...options,
  })
  pools.push(made)
  return made
}

const answer = (puppet: Puppet | undefined): void =>
  puppet?.say({
    kind: 'inspected',
    callId: puppet.calls.at(-1)?.callId,
    inspection: { kind: 'refused', problem: 'damaged-file', detail: '' },
  })

test('a call goes to a free worker, the next waits for it', async () => {
  const { started, spawn } = puppets()
  const { call } = pool(spawn)

  const first = call(ask, 1000, forever)
  const second = call(ask, 1000, forever)
  await eventually(() => expect(started[0]?.calls).toHaveLength(1))
  answer(started[0])

  expect(await first).toMatchObject({ kind: 'reply' })
  expect(started[0]?.calls).toHaveLength(2)
  answer(started[0])
  expect(await second).toMatchObject({ kind: 'reply' })
})

test('an answer to an earlier call is no answer', async () => {
  const { started, spawn } = puppets()
  const ended = vi.fn()
  void pool(spawn).call(ask, 10_000, forever).then(ended)
  await eventually(() => expect(started[0]?.calls).toHaveLength(1))

  started[0]?.say({ kind: 'refused', callId: 99, problem: 'internal', detail: '' })
  await Promise.resolve()

  expect(ended).not.toHaveBeenCalled()
})

test.each([
  [{ signal: 'SIGSEGV' }, 'crashed'],
  [{ code: 7 }, 'crashed'],
  [{ signal: 'SIGKILL' }, 'killed'],
] as const)('a worker that ends by %j ends its call as %s and is replaced at once', async (exit, kind) => {
  const { started, spawn } = puppets()
  const call = pool(spawn).call(ask, 1000, forever)
  await eventually(() => expect(started[0]?.calls).toHaveLength(1))

  started[0]?.exit(exit)

  expect(await call).toMatchObject({ kind })
  expect(started).toHaveLength(2)
})

test('a worker over its time or memory is killed', async () => {
  const { started, spawn } = puppets()
  const memory = new Map<number, number>()
  const { call } = pool(spawn, { readMemory: async () => memory })

  expect(await call(ask, 200, forever)).toMatchObject({ kind: 'timeout' })
  expect(started[0]?.isKilled).toBe(true)
  const greedy = call(ask, 60_000, forever)
  await eventually(() => expect(started[1]?.calls).toHaveLength(1))
  memory.set(2, 2000)
  expect(await greedy).toMatchObject({ kind: 'memory' })
  expect(started[1]?.isKilled).toBe(true)
})

test('a withdrawn call that waits ends at once; one in work soon, unless its answer comes first', async () => {
  const { started, spawn } = puppets()
  const { call } = pool(spawn)
  const first = new AbortController()
  const second = new AbortController()
  const inWork = call(ask, 60_000, first.signal)
  const inWait = call(ask, 60_000, second.signal)
  await eventually(() => expect(started[0]?.calls).toHaveLength(1))

  second.abort()
  expect(await inWait).toMatchObject({ kind: 'withdrawn' })
  first.abort()
  expect(await inWork).toMatchObject({ kind: 'withdrawn' })
  expect(started[0]?.isKilled).toBe(true)

  const third = new AbortController()
  const answered = call(ask, 60_000, third.signal)
  await eventually(() => expect(started[1]?.calls).toHaveLength(1))
  third.abort()
  answer(started[1])
  expect(await answered).toMatchObject({ kind: 'reply' })
})

test('a worker that is unfit names the problem, and is tried again later', async () => {
  let isMended = false
  const { started, spawn } = puppets(puppet =>
    puppet.say(
      isMended ? { kind: 'ready' } : { kind: 'unfit', problem: 'model-missing', detail: 'det.onnx' },
    ),
  )
  const made = pool(spawn)
  const changed = vi.fn()
  made.onProblemChange(changed)
  await eventually(() => expect(made.problem()).toEqual({ code: 'model-missing', detail: 'det.onnx' }))
  expect(started).toHaveLength(1)

  isMended = true
  const call = made.call(ask, 60_000, forever)
  await eventually(() => expect(started[1]?.calls).toHaveLength(1))
  answer(started[1])

  expect(await call).toMatchObject({ kind: 'reply' })
  expect(made.problem()).toBeNull()
  expect(changed).toHaveBeenCalledTimes(2)
})

test('workers that end before they are ready are not started in a spin', async () => {
  const { started, spawn } = puppets(puppet => puppet.exit({ code: 1 }))
  const made = pool(spawn)

  await eventually(() => expect(made.problem()).toMatchObject({ code: 'workers-unavailable' }))

  expect(started).toHaveLength(5)
})

test('a worn worker goes when its replacement is ready', async () => {
  const { started, spawn } = puppets(puppet => {
    if (puppet.pid === 1) puppet.say({ kind: 'ready' })
  })
  const { call } = pool(spawn, { recycleCalls: 1 })
  const first = call(ask, 60_000, forever)
  await eventually(() => expect(started[0]?.calls).toHaveLength(1))
  answer(started[0])
  await first
  await eventually(() => expect(started).toHaveLength(2))
  expect(started[0]?.isKilled).toBe(false)

  started[1]?.say({ kind: 'ready' })

  await eventually(() => expect(started[0]?.isKilled).toBe(true))
  const second = call(ask, 60_000, forever)
  expect(started[1]?.calls).toHaveLength(1)
  answer(started[1])
  expect(await second).toMatchObject({ kind: 'reply' })
})

test('a worker that talks nonsense ends its call and itself', async () => {
  const { started, spawn } = puppets()
  const call = pool(spawn).call(ask, 1000, forever)
  await eventually(() => expect(started[0]?.calls).toHaveLength(1))

  started[0]?.say({ kind: 'inspected', callId: 1, inspection: 'fine' })

  expect(await call).toMatchObject({ kind: 'garbage' })
  expect(started[0]?.isKilled).toBe(true)
})

test('a closed pool ends all calls and leaves no worker', async () => {
  const { started, spawn } = puppets()
  const made = pool(spawn)
  const calls = [made.call(ask, 1000, forever), made.call(ask, 1000, forever)]
  await eventually(() => expect(started[0]?.calls).toHaveLength(1))

  await made.close()

  expect(await Promise.all(calls)).toMatchObject([{ kind: 'withdrawn' }, { kind: 'withdrawn' }])
  expect(started.every(puppet => puppet.isKilled)).toBe(true)
  expect(await made.call(ask, 1000, forever)).toMatchObject({ kind: 'withdrawn' })
})

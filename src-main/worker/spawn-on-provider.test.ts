import { expect, test } from 'vitest'
import type { ExecutionProvider, ProviderVerdict } from '../../src-shared/contract/execution.ts'
import type { WorkerStart } from '../../src-shared/contract/worker-wire.ts'
import type { SpawnWorker, WorkerExit } from '../core/ports/spawn-worker.ts'
import { spawnOnProvider } from './spawn-on-provider.ts'

const PAGE: WorkerStart = { role: 'page', modelsDir: '', warm: true }

/** Workers whose strings the test holds, on a machine where WebGPU passed its test. */
function workers() {
  const started: {
    provider: ExecutionProvider | undefined
    say(message: unknown): void
    exit(exit: WorkerExit): void
  }[] = []
  const failures: [ExecutionProvider, ProviderVerdict['kind']][] = []
  const spawnPuppet: SpawnWorker = start => {
    const messages: ((message: unknown) => void)[] = []
    const exits: ((exit: WorkerExit) => void)[] = []
    started.push({
      provider: start.provider,
      say: message => {
        for (const tell of messages) tell(message)
      },
      exit: exit => {
        for (const tell of exits) tell(exit)
      },
    })
    return {
      pid: started.length,
      send: () => undefined,
      onMessage: listener => messages.push(listener),
      onExit: listener => exits.push(listener),
      kill: () => undefined,
    }
  }
  const spawn = spawnOnProvider(spawnPuppet, {
    provider: () => (failures.length === 0 ? 'webgpu' : 'cpu'),
    noteFailure: (provider, { kind }) => failures.push([provider, kind]),
  })
  return { spawn, started, failures }
}

test('two page workers share the graphics processor, further ones and inspectors use the CPU', () => {
  const { spawn, started } = workers()

  spawn({ ...PAGE, role: 'inspector' })
  for (let i = 0; i < 3; i++) spawn(PAGE)

  expect(started.map(({ provider }) => provider)).toEqual([undefined, 'webgpu', 'webgpu', undefined])
})

test('a worker that replaces another gets its share', () => {
  const { spawn, started, failures } = workers()
  spawn(PAGE)
  spawn(PAGE)

  started[0]?.exit({ code: null, signal: 'SIGKILL' })
  spawn(PAGE)

  expect(started[2]?.provider).toBe('webgpu')
  expect(failures).toEqual([])
})

test('after a crash no further worker gets the provider', () => {
  const { spawn, started, failures } = workers()
  spawn(PAGE)

  started[0]?.exit({ code: null, signal: 'SIGSEGV' })
  spawn(PAGE)

  expect(failures).toEqual([['webgpu', 'crashed']])
  expect(started[1]?.provider).toBeUndefined()
})

test('a worker that fell back is told once, and its later death is not the fault of the provider', () => {
  const { spawn, started, failures } = workers()
  spawn(PAGE)

  started[0]?.say({ kind: 'fell-back', detail: 'the device was lost' })
  started[0]?.say({ kind: 'fell-back', detail: 'the device was lost' })
  started[0]?.exit({ code: null, signal: 'SIGSEGV' })

  expect(failures).toEqual([['webgpu', 'failed']])
})

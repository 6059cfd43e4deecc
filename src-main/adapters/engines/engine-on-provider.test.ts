import { expect, test } from 'vitest'
import type { ExecutionProvider } from '../../../src-shared/contract/execution.ts'
import type { ReadLinesRequest } from '../../core/ports/text-engine.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { engineOnProvider, type LoadedEngine } from './engine-on-provider.ts'

const REQUEST: ReadLinesRequest = {
  image: { widthPx: 1, heightPx: 1, pixels: new Uint8Array(1) },
  mode: 'fast',
  language: 'auto',
  prompt: '',
  lap: () => undefined,
}

/** Engines that say in a notice what they ran on; `isBroken` asks whether one throws now. */
function engines(isBroken: (provider: ExecutionProvider) => boolean) {
  const opened: ExecutionProvider[] = []
  const told: string[] = []
  const open = async (provider: ExecutionProvider): Promise<LoadedEngine> => {
    opened.push(provider)
    const work = async () => {
      if (isBroken(provider)) throw new Error(`${provider} was lost`)
    }
    return {
      warm: work,
      async readLines() {
        await work()
        return { lines: [], rotation: 0, skewDegrees: 0, notices: [provider] }
      },
    }
  }
  const engine = engineOnProvider({ provider: 'webgpu', open, onFallBack: detail => told.push(detail) })
  return { engine, opened, told }
}

const usedBy = async (engine: LoadedEngine) => (await engine.readLines(REQUEST)).notices

test('an engine stays on its provider while that works', async () => {
  const { engine, opened, told } = engines(() => false)

  await engine.warm()

  expect(await usedBy(engine)).toEqual(['webgpu'])
  expect([opened, told]).toEqual([['webgpu'], []])
})

test('a page that the provider fails at is read by the CPU, and so are all after it', async () => {
  let isLost = false
  const { engine, opened, told } = engines(provider => provider === 'webgpu' && isLost)
  await engine.warm()
  isLost = true

  const first = await usedBy(engine)
  isLost = false
  const second = await usedBy(engine)

  expect([first, second]).toEqual([['cpu'], ['cpu']])
  expect([opened, told]).toEqual([['webgpu', 'cpu'], ['webgpu was lost']])
})

test('a provider that cannot be had leaves its worker to the CPU from the start', async () => {
  const { engine, told } = engines(provider => provider === 'webgpu')

  await engine.warm()

  expect(await usedBy(engine)).toEqual(['cpu'])
  expect(told).toEqual(['webgpu was lost'])
})

test('a page that the CPU fails at as well is not the fault of the provider', async () => {
  let isBadPage = true
  const { engine, told } = engines(() => isBadPage)

  await expect(engine.readLines(REQUEST)).rejects.toThrow('cpu was lost')
  isBadPage = false

  expect(await usedBy(engine)).toEqual(['webgpu'])
  expect(told).toEqual([])
})

test('a missing model is told, not worked around', async () => {
  const open = async (): Promise<LoadedEngine> => {
    throw new ProblemError('model-missing', 'detector.onnx')
  }
  const engine = engineOnProvider({ provider: 'webgpu', open, onFallBack: () => expect.unreachable() })

  await expect(engine.warm()).rejects.toThrow(ProblemError)
})

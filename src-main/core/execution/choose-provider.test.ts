import { expect, test } from 'vitest'
import type {
  ExecutionProvider,
  ExecutionWish,
  ProviderVerdict,
} from '../../../src-shared/contract/execution.ts'
import { manualClock } from '../../adapters/memory/manual-clock.ts'
import type { SelfTestOutput, SelfTestRun } from '../ports/self-test.ts'
import { chooseProvider, nextToTry, type ProviderQuestion } from './choose-provider.ts'
import { judgeProvider } from './judge-provider.ts'

const TRUTH: SelfTestOutput = {
  map: [0.1, 0.9, 0.9],
  classes: [3, 0, 7, 5],
  probabilities: [0.8, 0.99, 0.9, 0.5],
}
const CPU_MS = 100

/** What a fake provider does at its n-th run, the first being 1. */
type Behaviour = (run: number, turn: (ms: number) => void) => Promise<SelfTestOutput>

const answers =
  (durationMs: number, output: Partial<SelfTestOutput> = {}): Behaviour =>
  async (_run, turn) => {
    turn(durationMs)
    return { ...TRUTH, ...output }
  }

const GOOD = answers(40)
const NEARLY_THE_SAME = answers(40, { map: [0.11, 0.89, 0.9], probabilities: [0.81, 0.99, 0.9, 0.45] })
const WAVERS_WHERE_THE_CPU_DOES = answers(40, { classes: [3, 0, 7, 0] })
const SLOWER = answers(95)
const LIES_ABOUT_LETTERS = answers(40, { classes: [3, 0, 8, 5] })
const LIES_ABOUT_PLACES = answers(40, { map: [0.9, 0.1, 0.9] })
const LIES_ABOUT_CONFIDENCE = answers(40, { probabilities: [0.2, 0.99, 0.9, 0.5] })
const IS_EVERYWHERE_LESS_SURE = answers(40, { probabilities: [0.7, 0.89, 0.8, 0.4] })
const GIVES_NO_NUMBERS = answers(40, { map: [Number.NaN, 0.9, 0.9] })
const GIVES_NOTHING = answers(40, { map: [], classes: [], probabilities: [] })
const LIES_LATER: Behaviour = (run, turn) => (run < 4 ? GOOD : LIES_ABOUT_LETTERS)(run, turn)
const THROWS: Behaviour = async () => {
  throw new Error('the device was lost')
}
const HANGS: Behaviour = (_run, turn) => {
  turn(60_000)
  return new Promise(() => undefined)
}

/** Lets fake providers do the self-test; what is not named can't be opened. */
function judge(behaviours: Readonly<Partial<Record<ExecutionProvider, Behaviour>>>) {
  return (provider: ExecutionProvider): Promise<ProviderVerdict> => {
    const clock = manualClock()
    const open = async (opened: ExecutionProvider): Promise<SelfTestRun> => {
      const behaviour = opened === 'cpu' ? answers(CPU_MS) : behaviours[opened]
      if (!behaviour) throw new Error('no adapter')
      let run = 0
      return () => behaviour(++run, clock.turn)
    }
    return judgeProvider(provider, { open }, clock)
  }
}

test.each([
  ['is good', GOOD, { kind: 'fit', speed: 2.5 }],
  ['rounds otherwise', NEARLY_THE_SAME, { kind: 'fit' }],
  ['wavers where the CPU does', WAVERS_WHERE_THE_CPU_DOES, { kind: 'fit' }],
  ['is hardly faster', SLOWER, { kind: 'slower' }],
  ['lies about letters', LIES_ABOUT_LETTERS, { kind: 'wrong', detail: 'other letters are read' }],
  ['lies about places', LIES_ABOUT_PLACES, { kind: 'wrong' }],
  ['lies about confidence', LIES_ABOUT_CONFIDENCE, { kind: 'wrong' }],
  ['is everywhere less sure', IS_EVERYWHERE_LESS_SURE, { kind: 'wrong' }],
  ['gives no numbers', GIVES_NO_NUMBERS, { kind: 'wrong' }],
  ['gives nothing', GIVES_NOTHING, { kind: 'wrong' }],
  ['begins to lie after some runs', LIES_LATER, { kind: 'wrong' }],
  ['throws', THROWS, { kind: 'failed', detail: 'the device was lost' }],
  ['hangs', HANGS, { kind: 'late', detail: 'it was computing' }],
])('a provider that %s is judged so', async (_does, behaviour, verdict) => {
  expect(await judge({ webgpu: behaviour })('webgpu')).toMatchObject(verdict)
})

test('a provider that cannot be opened is not available', async () => {
  expect(await judge({})('webgpu')).toEqual({ kind: 'unavailable', detail: 'no adapter' })
})

test('a provider that hangs while it opens is late', async () => {
  const clock = manualClock()
  const open = async (provider: ExecutionProvider): Promise<SelfTestRun> => {
    if (provider === 'cpu') return async () => TRUTH
    clock.turn(60_000)
    return new Promise(() => undefined)
  }

  expect(await judgeProvider('webgpu', { open }, clock)).toEqual({ kind: 'late', detail: 'it was starting' })
})

/** Asks as the program does: tries what must be tried, one after the other, and says what was tried. */
async function choose(
  behaviours: Readonly<Partial<Record<ExecutionProvider, Behaviour>>>,
  wish: ExecutionWish = 'auto',
  hasDevice = true,
) {
  const verdicts = new Map<ExecutionProvider, ProviderVerdict>()
  const question = (): ProviderQuestion => ({
    wish,
    hasDevice,
    candidates: (['dml', 'webgpu'] as const).map(provider => ({
      provider,
      verdict: verdicts.get(provider) ?? { kind: 'untried' },
    })),
  })
  for (;;) {
    const next = nextToTry(question())
    if (!next) break
    verdicts.set(next, await judge(behaviours)(next))
  }
  const { provider, reason } = chooseProvider(question())
  return { provider, reason, tried: [...verdicts.keys()] }
}

test('the first provider that passes is chosen, and those after it are not tried', async () => {
  expect(await choose({ dml: GOOD, webgpu: GOOD })).toEqual({
    provider: 'dml',
    reason: 'proved',
    tried: ['dml'],
  })
})

test.each([
  ['lies', LIES_ABOUT_LETTERS],
  ['throws', THROWS],
  ['hangs', HANGS],
  ['is slower', SLOWER],
])('after a provider that %s the next is tried', async (_does, behaviour) => {
  expect(await choose({ dml: behaviour, webgpu: GOOD })).toEqual({
    provider: 'webgpu',
    reason: 'proved',
    tried: ['dml', 'webgpu'],
  })
})

test('where all fail the CPU stays', async () => {
  expect(await choose({ dml: THROWS, webgpu: LIES_ABOUT_LETTERS })).toMatchObject({
    provider: 'cpu',
    reason: 'none-fit',
  })
})

test('without a graphics processor nothing is tried by itself', async () => {
  expect(await choose({ dml: GOOD }, 'auto', false)).toEqual({
    provider: 'cpu',
    reason: 'no-device',
    tried: [],
  })
})

test('who wants the CPU gets it untried', async () => {
  expect(await choose({ dml: GOOD }, 'cpu')).toEqual({ provider: 'cpu', reason: 'cpu-wanted', tried: [] })
})

test('a provider that is named is used though it is slow, and never though it is wrong', async () => {
  expect(await choose({ webgpu: SLOWER }, 'webgpu')).toEqual({
    provider: 'webgpu',
    reason: 'wanted',
    tried: ['webgpu'],
  })
  expect(await choose({ dml: GOOD, webgpu: LIES_ABOUT_PLACES }, 'webgpu')).toEqual({
    provider: 'cpu',
    reason: 'wanted-unfit',
    tried: ['webgpu'],
  })
})

test('until a named provider was tried the CPU reads', () => {
  const candidates = [{ provider: 'webgpu', verdict: { kind: 'untried' } }] as const

  expect(chooseProvider({ wish: 'auto', hasDevice: true, candidates })).toMatchObject({
    provider: 'cpu',
    reason: 'not-tried-yet',
  })
})

import type { ExecutionProvider, ProviderVerdict } from '../../../src-shared/contract/execution.ts'
import type { Clock } from '../ports/clock.ts'
import type { SelfTest, SelfTestRun } from '../ports/self-test.ts'
import { differenceOf } from './difference-of.ts'

/** Building a graphics processor's programs at the first run takes some seconds. */
const STEP_LIMIT_MS = 20_000
const TIMED_RUNS = 5
/** Less is not worth another way of computing. */
const LEAST_SPEED = 1.2

/** Lets a provider do the self-test beside the CPU and says what it is worth. Rejects only when the CPU itself can't do it. */
export async function judgeProvider(
  provider: ExecutionProvider,
  selfTest: SelfTest,
  clock: Clock,
): Promise<ProviderVerdict> {
  const onCpu = await selfTest.open('cpu')
  const expected = await onCpu()
  const opened = await withinLimit(() => selfTest.open(provider), clock)
  if (opened.kind === 'threw') return { kind: 'unavailable', detail: opened.detail }
  if (opened.kind === 'late') return { kind: 'late', detail: 'it was starting' }

  const cpuMs: number[] = []
  const providerMs: number[] = []
  // The first run of each warms up.
  for (let run = 0; run <= TIMED_RUNS; run++) {
    cpuMs.push((await timed(onCpu, clock)).durationMs)
    const done = await withinLimit(() => timed(opened.value, clock), clock)
    if (done.kind === 'threw') return { kind: 'failed', detail: done.detail }
    if (done.kind === 'late') return { kind: 'late', detail: 'it was computing' }
    const difference = differenceOf(expected, done.value.output)
    if (difference !== null) return { kind: 'wrong', detail: difference }
    providerMs.push(done.value.durationMs)
  }
  // The fastest run is the one that the rest of the machine disturbed least.
  const speed = Math.min(...cpuMs.slice(1)) / Math.max(Math.min(...providerMs.slice(1)), Number.EPSILON)
  return { kind: speed >= LEAST_SPEED ? 'fit' : 'slower', speed }
}

type Step<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'threw'; readonly detail: string }
  | { readonly kind: 'late' }

function withinLimit<Value>(work: () => Promise<Value>, clock: Clock): Promise<Step<Value>> {
  const late = clock.wait(STEP_LIMIT_MS).then((): Step<Value> => ({ kind: 'late' }))
  const done = attempt(work)
  return Promise.race([done, late])
}

async function attempt<Value>(work: () => Promise<Value>): Promise<Step<Value>> {
  try {
    return { kind: 'done', value: await work() }
  } catch (error) {
    return { kind: 'threw', detail: detailOf(error) }
  }
}

const MOST_DETAIL = 300
/** ONNX Runtime begins with the place in its own source. */
const SOURCE_PLACE = /^\/\S+:\d+ .* was false\. /s

function detailOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return words.replace(SOURCE_PLACE, '').trim().slice(0, MOST_DETAIL)
}

async function timed(run: SelfTestRun, clock: Clock) {
  const startedAt = clock.now()
  const output = await run()
  return { output, durationMs: clock.now() - startedAt }
}

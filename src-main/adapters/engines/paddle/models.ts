import { InferenceSession } from 'onnxruntime-node'
import type { ExecutionProvider } from '../../../../src-shared/contract/execution.ts'
import { openModelCatalogue } from './model-catalogue.ts'
import { openSpelling, type Spelling } from './open-spelling.ts'
import { providerOptions } from './provider-options.ts'
import { sumsOverflow } from './sums-overflow.ts'

/** A recogniser: its session and the characters of its classes. */
export interface Recogniser {
  readonly name: string
  /** Zeros that quick ones take for an O stay: words with them are read again, and so tell that a page is worth it. */
  readonly isCareful: boolean
  /** Whether it tells more letters apart when a line keeps its width. */
  readonly keepsWidth: boolean
  readonly session: InferenceSession
  /** Class 0 is the CTC blank, the last is the space. */
  readonly characters: readonly string[]
}

const RECOGNISERS = {
  'tiny-latin': { name: 'ppocrv6-tiny-latin', isCareful: false, keepsWidth: false },
  'small-latin': { name: 'ppocrv6-small-latin', isCareful: true, keepsWidth: true },
  'tiny-full': { name: 'ppocrv6-tiny-full', isCareful: false, keepsWidth: false },
  'small-full': { name: 'ppocrv6-small-full', isCareful: true, keepsWidth: false },
} as const
export type RecogniserName = keyof typeof RECOGNISERS

/** The models of the engine, each loaded once, when first asked for. */
export interface Models {
  detector(): Promise<InferenceSession>
  pageOrientation(): Promise<InferenceSession>
  recogniser(name: RecogniserName): Promise<Recogniser>
  readonly spelling: Spelling
  /** Loads what nearly every page needs. */
  warm(): Promise<void>
}

/** One thread a session: pages run in parallel processes, which is 1.2 times as fast as threads. */
const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  // An arena keeps the most that any page ever needed: it makes a worker half as large again, and nothing faster.
  enableCpuMemArena: false,
  logSeverityLevel: 3,
}

/** Slower sums that never overflow, for CPUs that need them. */
const EXACT_SUMS = { extra: { session: { x64quantprecision: '1' } } } as const

/** Planning one block of memory for a whole run pays for short lines; for a page it costs a tenth of the time. */
const PAGE_OPTIONS: InferenceSession.SessionOptions = { ...SESSION_OPTIONS, enableMemPattern: false }

/** Opens the models folder, its models to run on the provider. Throws `model-missing` or `model-altered` here or when a model is first used. */
export async function openModels(modelsDir: string, provider: ExecutionProvider = 'cpu'): Promise<Models> {
  keepRuntimeSilent()
  const catalogue = await openModelCatalogue(modelsDir)
  const createSession = async (file: string, options: InferenceSession.SessionOptions) =>
    InferenceSession.create(await catalogue.readModel(file), providerOptions(options, provider))
  const overflow = once<void, boolean>(sumsOverflow)
  const createRecogniser = async (name: RecogniserName): Promise<Recogniser> => {
    const traits = RECOGNISERS[name]
    const dictionary = await catalogue.readModel(`${traits.name}.txt`)
    const exact = (await overflow()) ? EXACT_SUMS : {}
    const session = await createSession(`${traits.name}.onnx`, { ...SESSION_OPTIONS, ...exact })
    return { ...traits, session, characters: charactersOf(dictionary.toString('utf8')) }
  }
  const session = once((file: string) => createSession(file, PAGE_OPTIONS))
  const recogniser = once(createRecogniser)
  return {
    detector: () => session('ppocrv6-tiny-det.onnx'),
    pageOrientation: () => session('page-orientation.onnx'),
    recogniser,
    spelling: openSpelling(catalogue),
    async warm() {
      await session('ppocrv6-tiny-det.onnx')
      await recogniser('tiny-latin')
      await recogniser('small-latin')
    },
  }
}

/** Opens one model of the folder that works on whole pages and stays on the CPU. */
export async function openCpuSession(modelsDir: string, file: string): Promise<InferenceSession> {
  keepRuntimeSilent()
  const catalogue = await openModelCatalogue(modelsDir)
  return await InferenceSession.create(await catalogue.readModel(file), PAGE_OPTIONS)
}

/**
 * Unless told otherwise, ONNX Runtime reports its use to its maker, with an id of this machine that it keeps in the user's
 * folder. It looks at this variable when the first session opens.
 */
function keepRuntimeSilent(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1'
}

function charactersOf(dictionary: string): readonly string[] {
  return ['', ...dictionary.replace(/\n$/, '').split('\n'), ' ']
}

/** Remembers what was made; a failure is not remembered. */
function once<Key, Value>(make: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const made = new Map<Key, Promise<Value>>()
  return key => {
    const known = made.get(key)
    if (known) return known
    const value = make(key)
    made.set(key, value)
    value.catch(() => made.delete(key))
    return value
  }
}

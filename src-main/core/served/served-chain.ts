import {
  type EngineName,
  type RecognitionMode,
  SERVED_ENGINE_NAMES,
  type ServedEngineName,
} from '../../../src-shared/contract/engine.ts'
import type { Settings } from '../../../src-shared/contract/settings.ts'

interface ServedQuestion {
  /** What the job wants. */
  readonly engine: EngineName
  readonly mode: RecognitionMode
  readonly inferenceMode: Settings['inferenceMode']
  readonly configured: ReadonlySet<ServedEngineName>
}

/** Whether an engine is one that a server of its own runs. */
export const isServedEngine = (engine: EngineName): engine is ServedEngineName =>
  SERVED_ENGINE_NAMES.some(name => name === engine)

/** The quick ones first where speed counts, the careful ones where it doesn't. */
const ORDER = {
  fast: ['deepseek-ocr', 'lighton-ocr', 'dots-ocr', 'nanonets-ocr2'],
  balanced: ['deepseek-ocr', 'nanonets-ocr2', 'dots-ocr', 'lighton-ocr'],
  accurate: ['nanonets-ocr2', 'dots-ocr', 'deepseek-ocr', 'lighton-ocr'],
} as const satisfies Record<RecognitionMode, readonly ServedEngineName[]>

/** A third opinion on a page costs more than it brings. */
const MOST_TRIED = 2

/** The served engines that a page is tried with, in this order; none where the embedded engine reads it. */
export function servedChain({ engine, mode, inferenceMode, configured }: ServedQuestion): ServedEngineName[] {
  const wanted = isServedEngine(engine) && configured.has(engine) ? [engine] : []
  const isOpen = inferenceMode === 'vllm' && (engine === 'paddle' || isServedEngine(engine))
  const others = isOpen ? ORDER[mode].filter(name => name !== engine && configured.has(name)) : []
  return [...wanted, ...others].slice(0, MOST_TRIED)
}

import { Check } from 'typebox/value'
import type { EngineName, RecognitionMode } from '../../../src-shared/contract/engine.ts'
import { DEFAULT_PROMPT, JobOptions } from '../../../src-shared/contract/job.ts'
import { ProblemError } from '../problem-error.ts'

export interface HouseOptions {
  /** For jobs that name none. */
  readonly mode: RecognitionMode
  /** Whatever the caller says: nobody chooses an engine. */
  readonly engine: EngineName
}

/** What the caller chose, with the default of all else. Throws `option-invalid`. */
export function jobOptions(given: Partial<JobOptions>, { mode, engine }: HouseOptions): JobOptions {
  const defaults = { mode, language: 'auto', pages: '', prompt: DEFAULT_PROMPT, dpi: null, forceOcr: false }
  const options: unknown = { ...defaults, ...given, engine }
  if (Check(JobOptions, options)) return options
  throw new ProblemError('option-invalid', 'mode, language, pages, prompt, dpi or force_ocr')
}

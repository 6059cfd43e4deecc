import Value from 'typebox/value'
import type { JobOptions } from '../../src-shared/contract/job.ts'
import { SubmitFields } from '../../src-shared/contract/routes.ts'
import { ProblemError } from '../core/problem-error.ts'
import { optionWords } from './option-words.ts'

export interface SubmitOptions {
  readonly options: Partial<JobOptions>
  readonly password: string | null
}

/** The options that a form's text fields stand for. Throws option-invalid with the field's name. */
export function submitOptions(fields: ReadonlyMap<string, string>): SubmitOptions {
  for (const name of fields.keys())
    if (!(name in SubmitFields.properties))
      throw new ProblemError(
        'option-invalid',
        `There is no option "${name.slice(0, 50)}". There are: ${Object.keys(SubmitFields.properties).join(', ')}.`,
      )
  const values: unknown = Value.Convert(
    SubmitFields,
    Object.fromEntries([...fields].filter(([, text]) => text !== '')),
  )
  if (!Value.Check(SubmitFields, values)) {
    const [error] = Value.Errors(SubmitFields, values)
    throw new ProblemError('option-invalid', optionWords(error?.instancePath.slice(1) ?? ''))
  }
  const { password, force_ocr: forceOcr, ...options } = values
  return {
    options: { ...options, ...(forceOcr === undefined ? {} : { forceOcr }) },
    password: password ?? null,
  }
}

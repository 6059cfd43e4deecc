import { RECOGNITION_MODES } from '../../../src-shared/contract/engine.ts'
import type { JobOptions, NamedFormat } from '../../../src-shared/contract/job.ts'
import type { ExportFormat } from '../../../src-shared/contract/routes.ts'
import { FastApiRefusal } from './fastapi-errors.ts'

/** E's words for our formats. */
export const FORMAT_OF = {
  markdown: 'md',
  json: 'json',
  html: 'html',
  text: 'txt',
} as const satisfies Record<NamedFormat, ExportFormat>

const NAMED_FORMATS = ['markdown', 'json', 'html', 'text'] as const satisfies readonly NamedFormat[]

/** The job options that E's form fields stand for. Throws a refusal that names the allowed values. */
export function processOptions(fields: ReadonlyMap<string, string>): Partial<JobOptions> {
  const mode = oneOf(RECOGNITION_MODES, 'accuracy_mode', fields)
  const namedFormat = oneOf(NAMED_FORMATS, 'output_format', fields)
  return { ...(mode === undefined ? {} : { mode }), namedFormat: namedFormat ?? 'markdown' }
}

function oneOf<Value extends string>(
  allowed: readonly Value[],
  field: string,
  fields: ReadonlyMap<string, string>,
): Value | undefined {
  const text = fields.get(field) ?? ''
  if (text === '') return undefined
  const value = allowed.find(one => one === text)
  if (value !== undefined) return value
  const msg = `Input should be ${words(allowed)}`
  throw new FastApiRefusal([{ type: 'enum', loc: ['body', field], msg, input: text }])
}

const list = new Intl.ListFormat('en', { type: 'disjunction' })

const words = (allowed: readonly string[]): string => list.format(allowed.map(value => `'${value}'`))

import { parseArgs } from 'node:util'
import { Check } from 'typebox/value'
import { RecognitionMode } from '../../../src-shared/contract/engine.ts'
import { EXPORT_FORMATS, ExportFormat, SubmitFields } from '../../../src-shared/contract/routes.ts'
import { SETTING_SOURCES } from '../../../src-shared/contract/settings.ts'

export interface ConvertCommand {
  readonly kind: 'convert'
  readonly inputs: readonly string[]
  /** Null: standard output. */
  readonly outputDir: string | null
  readonly formats: readonly ExportFormat[]
  readonly fields: SubmitFields
  readonly json: boolean
  readonly quiet: boolean
  readonly flags: Flags
}

/** Settings by flag name, with `data-dir`. */
export type Flags = Readonly<Record<string, string>>

export type Command =
  | ConvertCommand
  | { readonly kind: 'serve'; readonly noAuth: boolean; readonly flags: Flags }
  | {
      readonly kind: 'jobs'
      readonly action: 'list' | 'show' | 'cancel' | 'delete'
      readonly jobId: string
      readonly json: boolean
      readonly flags: Flags
    }
  | {
      readonly kind: 'doctor'
      readonly json: boolean
      readonly probesProviders: boolean
      readonly flags: Flags
    }
  | { readonly kind: 'worker'; readonly flags: Flags }
  | { readonly kind: 'help'; readonly topic: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'usage-error'; readonly words: string }

const DATA_DIR = { 'data-dir': { type: 'string' } } as const
const JSON_FLAG = { json: { type: 'boolean' } } as const

/** Settings that `serve` takes as flags; each stands once, in SETTING_SOURCES. */
const SETTING_FLAGS = Object.fromEntries(
  Object.values(SETTING_SOURCES).map(({ flag }) => [flag, { type: 'string', multiple: true } as const]),
)

/** What the words on the command line ask for. */
export function parseCommand(words: readonly string[]): Command {
  const [name, ...rest] = words
  if (name === undefined) return { kind: 'help', topic: '' }
  if (name === '--version' || name === '-V' || name === 'version') return { kind: 'version' }
  if (name === '--help' || name === '-h' || name === 'help') return { kind: 'help', topic: rest[0] ?? '' }
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', topic: name }
  try {
    switch (name) {
      case 'convert':
        return parseConvert(rest)
      case 'serve':
        return parseServe(rest)
      case 'worker':
        return parseWorker(rest)
      case 'jobs':
        return parseJobs(rest)
      case 'doctor':
        return parseDoctor(rest)
      default:
        return usage(`There is no command "${name}". There are: convert, serve, worker, jobs, doctor.`)
    }
  } catch (error) {
    return usage(error instanceof Error ? (error.message.split('. To specify')[0] ?? '') : String(error))
  }
}

const usage = (words: string): Command => ({ kind: 'usage-error', words })

function parseConvert(words: string[]): Command {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      ...DATA_DIR,
      ...JSON_FLAG,
      output: { type: 'string', short: 'o' },
      to: { type: 'string' },
      pages: { type: 'string' },
      mode: { type: 'string' },
      language: { type: 'string' },
      password: { type: 'string' },
      prompt: { type: 'string' },
      dpi: { type: 'string' },
      'force-ocr': { type: 'boolean' },
      quiet: { type: 'boolean', short: 'q' },
    },
  })
  if (positionals.length === 0) return usage('Name at least one file: pageloom convert FILE…')
  const formats = [...new Set((values.to ?? 'md').split(',').map(word => word.trim()))]
  if (!formats.every(format => Check(ExportFormat, format)))
    return usage(`--to takes ${Object.keys(EXPORT_FORMATS).join(', ')}, separated by commas.`)
  const { mode, language, pages, password, prompt } = values
  if (mode !== undefined && !Check(RecognitionMode, mode))
    return usage('--mode takes fast, balanced or accurate.')
  const fields: unknown = {
    ...definedOf({ mode, language, pages, password, prompt }),
    ...(values.dpi === undefined ? {} : { dpi: Number(values.dpi) }),
    ...(values['force-ocr'] ? { force_ocr: true } : {}),
  }
  if (!Check(SubmitFields, fields))
    return usage('--language takes auto, latin or cjk; --dpi takes 72 to 600; --pages takes e.g. 1,3-5,-2.')
  return {
    kind: 'convert',
    inputs: positionals,
    outputDir: values.output ?? null,
    formats,
    fields,
    json: values.json ?? false,
    quiet: values.quiet ?? false,
    flags: definedOf({ 'data-dir': values['data-dir'] }),
  }
}

function parseServe(words: string[]): Command {
  const { values } = parseArgs({
    args: words,
    options: { ...SETTING_FLAGS, ...DATA_DIR, 'no-auth': { type: 'boolean' } },
  })
  const { 'no-auth': noAuth, ...rest } = values
  const texts = Object.entries(rest).map(([name, value]) => [name, textOf(value)])
  return { kind: 'serve', noAuth: noAuth === true, flags: definedOf(Object.fromEntries(texts)) }
}

/** A flag given twice counts twice: `--allow-origin A --allow-origin B`. */
const textOf = (value: unknown): unknown => (Array.isArray(value) ? value.join(',') : value)

function parseWorker(words: string[]): Command {
  const { values } = parseArgs({
    args: words,
    options: {
      ...DATA_DIR,
      'redis-url': { type: 'string' },
      workers: { type: 'string' },
      'execution-provider': { type: 'string' },
    },
  })
  return { kind: 'worker', flags: definedOf(values) }
}

function parseJobs(words: string[]): Command {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { ...DATA_DIR, ...JSON_FLAG },
  })
  const [action = 'list', jobId = '', ...more] = positionals
  const common = { kind: 'jobs', json: values.json ?? false, flags: definedOf(dataDirOf(values)) } as const
  if (action === 'list' && jobId === '') return { ...common, action, jobId }
  if ((action === 'show' || action === 'cancel' || action === 'delete') && jobId !== '' && more.length === 0)
    return { ...common, action, jobId }
  return usage('pageloom jobs takes: list, show ID, cancel ID, delete ID.')
}

function parseDoctor(words: string[]): Command {
  const { values } = parseArgs({
    args: words,
    options: { ...DATA_DIR, ...JSON_FLAG, probe: { type: 'boolean' } },
  })
  return {
    kind: 'doctor',
    json: values.json ?? false,
    probesProviders: values.probe ?? false,
    flags: definedOf(dataDirOf(values)),
  }
}

const dataDirOf = (values: { readonly 'data-dir'?: string | undefined }) => ({
  'data-dir': values['data-dir'],
})

function definedOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const defined: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) if (typeof value === 'string') defined[name] = value
  return defined
}

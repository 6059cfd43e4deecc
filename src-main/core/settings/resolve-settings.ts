import { Check, Create } from 'typebox/value'
import { SERVED_ENGINES, type ServedEngineName } from '../../../src-shared/contract/engine.ts'
import { SETTING_SOURCES, type SettingName, Settings } from '../../../src-shared/contract/settings.ts'
import { ProblemError } from '../problem-error.ts'
import { isSettingValue } from './is-setting-value.ts'
import { readSettingText } from './read-setting-text.ts'
import { servedUrls } from './served-settings.ts'

export interface SettingTexts {
  /** By flag name without dashes. */
  readonly flags: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string | undefined>>
  /** The parsed settings file; unknown until its schema has accepted it. */
  readonly file: unknown
}

export interface ResolvedSettings {
  readonly settings: Settings
  readonly fixedBy: Readonly<Partial<Record<SettingName, 'flag' | 'environment'>>>
  /** Sentences for the person who started the program. */
  readonly notices: readonly string[]
}

/** Flag > environment > settings file > default. Throws `option-invalid` for a flag or variable that makes no sense. */
export function resolveSettings(texts: SettingTexts): ResolvedSettings {
  const notices = ignoredVariables(texts.env)
  const fixedBy: Partial<Record<SettingName, 'flag' | 'environment'>> = {}
  const chosen: Record<string, unknown> = {}
  for (const name of SETTING_NAMES) {
    const fromFile = fileValue(texts.file, name, notices)
    if (fromFile !== undefined) chosen[name] = fromFile
    const fromEnvironment = environmentValue(texts.env, name)
    if (fromEnvironment !== undefined) {
      chosen[name] = fromEnvironment
      fixedBy[name] = 'environment'
    }
    const typed = texts.flags[SETTING_SOURCES[name].flag]
    if (typed !== undefined) {
      chosen[name] = readSettingText(name, typed, `--${SETTING_SOURCES[name].flag}`)
      fixedBy[name] = 'flag'
    }
  }
  const settings = withDefaults(chosen)
  return { settings, fixedBy, notices: [...notices, ...idleEngines(settings, chosen)] }
}

/** Who names an engine and doesn't say when it is to read may expect that it does. */
function idleEngines(settings: Settings, chosen: Readonly<Record<string, unknown>>): string[] {
  if (chosen.inferenceMode !== undefined) return []
  const idle = [...servedUrls(settings).keys()].filter(name => !READ_WHEN_NAMED.has(name))
  return idle.map(
    name =>
      `${SERVED_ENGINES[name]} is configured but reads no page: start with --inference-mode vllm for that.`,
  )
}

/** Engines that callers of dialect C name. */
const READ_WHEN_NAMED: ReadonlySet<ServedEngineName> = new Set(['dots-ocr', 'lighton-ocr'])

/** Every setting's name. */
export const SETTING_NAMES = Object.keys(SETTING_SOURCES).filter(
  (name): name is SettingName => name in SETTING_SOURCES,
)

/** The settings with the default of each that isn't given. */
export function withDefaults(chosen: Readonly<Record<string, unknown>>): Settings {
  const settings: unknown = { ...Create(Settings), ...chosen }
  if (!Check(Settings, settings)) throw new Error('The default of a setting makes no sense')
  return settings
}

const IGNORED: Readonly<Record<string, string>> = {
  MODEL_PATH: 'the models come with the program',
}

const ignoredVariables = (env: SettingTexts['env']): string[] =>
  Object.entries(IGNORED).flatMap(([name, reason]) =>
    env[name] ? [`${name} is set but ignored: ${reason}.`] : [],
  )

function fileValue(file: unknown, name: SettingName, notices: string[]): unknown {
  if (typeof file !== 'object' || file === null) return undefined
  const value: unknown = Object.entries(file).find(([key]) => key === name)?.[1]
  if (value === undefined) return undefined
  if (isSettingValue(name, value)) return value
  notices.push(`The settings file has a value for “${name}” that is not allowed; the default is used.`)
  return undefined
}

function environmentValue(env: SettingTexts['env'], name: SettingName): unknown {
  const source: { env: readonly string[]; aliases?: Readonly<Record<string, number>> } = SETTING_SOURCES[name]
  const named = source.env.find(variable => env[variable] !== undefined && env[variable] !== '')
  const values = named === undefined ? [] : [readSettingText(name, env[named] ?? '', named)]
  for (const [alias, factor] of Object.entries(source.aliases ?? {})) {
    const text = env[alias]
    if (text === undefined || text === '') continue
    const figure = Number(text) * factor
    if (!Number.isFinite(figure)) throw new ProblemError('option-invalid', `${alias}: “${text}”`)
    values.push(readSettingText(name, String(Math.max(1, Math.round(figure))), alias))
  }
  return strictest(values)
}

/** The stricter of several names for one limit wins. */
function strictest(values: readonly unknown[]): unknown {
  if (values.length < 2) return values[0]
  return Math.min(...values.filter(value => typeof value === 'number'))
}

import Type, { type Static } from 'typebox'
import { RecognitionMode, type ServedEngineName } from './engine.ts'
import { Execution, ExecutionWish } from './execution.ts'

/** Where a served engine answers, up to and without `/chat/completions`; null where there is none. */
const ServedUrl = Type.Union([Type.String({ pattern: '^https?://\\S+$', maxLength: 1000 }), Type.Null()], {
  default: null,
})

/** Every setting once. How each can be given besides (flag, environment) stands in SETTING_SOURCES. */
export const Settings = Type.Object({
  host: Type.String({ default: '127.0.0.1' }),
  /** 7243 is P-A-G-E on a keypad; the next free one is taken when it is in use. */
  port: Type.Integer({ minimum: 0, maximum: 65_535, default: 7243 }),
  alsoListen: Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }), { default: [] }),
  allowedOrigins: Type.Array(Type.String(), { default: [] }),
  /** Hosts and networks that callbacks may go to though they are not in the open internet: `host[:port]`, `10.0.0.0/8[:port]`. */
  allowedCallbacks: Type.Array(Type.String({ pattern: '^[0-9A-Za-z._:/[\\]-]{1,300}$' }), {
    default: [],
    maxItems: 200,
  }),
  /** Page workers; null means one for each core, 0 serves the API only. */
  workers: Type.Union([Type.Integer({ minimum: 0, maximum: 64 }), Type.Null()], { default: null }),
  /** Where pages are handed out to workers of this and other machines; null hands them to the own ones alone. */
  redisUrl: Type.Union([Type.String({ pattern: '^(rediss?|unix)://\\S+$', maxLength: 2000 }), Type.Null()], {
    default: null,
  }),
  /** What pages are read on; `auto` means the first that passes its test, else the CPU. */
  executionProvider: Type.Union([ExecutionWish], { default: 'auto' }),
  /** Jobs processed at once. */
  maxConcurrency: Type.Integer({ minimum: 1, maximum: 64, default: 1 }),
  defaultMode: Type.Union([RecognitionMode], { default: 'balanced' }),
  maxJobStorageMb: Type.Integer({ minimum: 1, default: 10_240 }),
  maxJobCount: Type.Integer({ minimum: 1, default: 1000 }),
  maxJobAgeHours: Type.Number({ exclusiveMinimum: 0, default: 168 }),
  maxUploadMb: Type.Integer({ minimum: 1, default: 4096 }),
  maxPages: Type.Integer({ minimum: 1, default: 10_000 }),
  /** `vllm` lets served engines read first; `embedded` only where a caller names one. */
  inferenceMode: Type.Union([Type.Literal('embedded'), Type.Literal('vllm')], { default: 'embedded' }),
  deepseekUrl: ServedUrl,
  nanonetsUrl: ServedUrl,
  dotsocrUrl: ServedUrl,
  lightonocrUrl: ServedUrl,
  /** What dialect C does when no served engine of the named model is configured. */
  missingModel: Type.Union([Type.Literal('embedded'), Type.Literal('503')], { default: 'embedded' }),
})
export type Settings = Static<typeof Settings>
export type SettingName = keyof Settings

interface SettingSource {
  /** Command line flag, without the dashes. */
  readonly flag: string
  /** Environment variables, the first that is set counts unless `strictest` says otherwise. */
  readonly env: readonly string[]
  /** Aliases in another unit: name and factor to ours; the stricter value wins. */
  readonly aliases?: Readonly<Record<string, number>>
  readonly words: string
  /** Whether a change takes effect only at the next start. */
  readonly atStart: boolean
}

/** Flag > environment > settings file > default. */
export const SETTING_SOURCES = {
  host: { flag: 'host', env: ['API_HOST'], words: 'Address to listen on', atStart: true },
  port: { flag: 'port', env: ['API_PORT'], words: 'Port to listen on', atStart: true },
  alsoListen: {
    flag: 'also-listen',
    env: [],
    words: 'Further ports where older clients look, e.g. 8000,8003',
    atStart: true,
  },
  allowedOrigins: {
    flag: 'allow-origin',
    env: [],
    words: 'Web origins whose pages may use this server',
    atStart: true,
  },
  allowedCallbacks: {
    flag: 'allow-callback',
    env: [],
    words: 'Hosts or networks of your own that callbacks may go to, e.g. scans.lan:9000 or 10.0.0.0/8',
    atStart: false,
  },
  workers: {
    flag: 'workers',
    env: ['NUM_WORKERS'],
    words: 'Page workers (default: one for each core; 0 serves the API only)',
    atStart: true,
  },
  redisUrl: {
    flag: 'redis-url',
    env: ['REDIS_URL'],
    words: 'Redis that hands pages out to workers of several machines, e.g. redis://localhost:6379/0',
    atStart: true,
  },
  executionProvider: {
    flag: 'execution-provider',
    env: ['EXECUTION_PROVIDER'],
    words: 'What pages are read on: auto, cpu, webgpu, cuda, dml or coreml',
    atStart: true,
  },
  maxConcurrency: {
    flag: 'max-concurrency',
    env: ['MAX_CONCURRENCY'],
    words: 'Jobs processed at once',
    atStart: false,
  },
  defaultMode: {
    flag: 'mode',
    env: ['DEFAULT_ACCURACY_MODE'],
    words: 'Mode of jobs that name none',
    atStart: false,
  },
  maxJobStorageMb: {
    flag: 'max-job-storage-mb',
    env: ['MAX_JOB_STORAGE_MB'],
    aliases: { MAX_STORAGE_GB: 1024 },
    words:
      'Finished jobs are removed, least recently read first, when all jobs take more megabytes than this',
    atStart: false,
  },
  maxJobCount: {
    flag: 'max-job-count',
    env: ['MAX_JOB_COUNT'],
    aliases: { MAX_JOBS: 1 },
    words: 'Finished jobs are removed, oldest first, when there are more than this',
    atStart: false,
  },
  maxJobAgeHours: {
    flag: 'max-job-age-hours',
    env: ['MAX_JOB_AGE_HOURS'],
    words: 'Finished jobs are removed when they are older than this many hours',
    atStart: false,
  },
  maxUploadMb: {
    flag: 'max-upload-mb',
    env: ['MAX_UPLOAD_MB'],
    words: 'Largest file accepted, in megabytes',
    atStart: false,
  },
  maxPages: { flag: 'max-pages', env: ['MAX_PAGES'], words: 'Most pages accepted in a job', atStart: false },
  inferenceMode: {
    flag: 'inference-mode',
    env: ['INFERENCE_MODE'],
    words: 'Who reads pages: embedded (the own engine), or vllm (served engines first)',
    atStart: false,
  },
  deepseekUrl: {
    flag: 'deepseek-url',
    env: ['VLLM_DEEPSEEK_URL'],
    words: 'Where DeepSeek-OCR is served, e.g. http://localhost:4444/v1',
    atStart: true,
  },
  nanonetsUrl: {
    flag: 'nanonets-url',
    env: ['VLLM_NANONETS_URL'],
    words: 'Where Nanonets-OCR2 is served, e.g. http://localhost:4445/v1',
    atStart: true,
  },
  dotsocrUrl: {
    flag: 'dotsocr-url',
    env: ['VLLM_DOTSOCR_URL'],
    words: 'Where dots.ocr is served',
    atStart: true,
  },
  lightonocrUrl: {
    flag: 'lightonocr-url',
    env: ['VLLM_LIGHTONOCR_URL'],
    words: 'Where LightOnOCR is served',
    atStart: true,
  },
  missingModel: {
    flag: 'missing-model',
    env: [],
    words: 'Calls to /ocr for a model that is not served: embedded (read by the own engine) or 503 (refuse)',
    atStart: false,
  },
} as const satisfies Record<SettingName, SettingSource>

/** Which setting has the address of which served engine. */
export const SERVED_URL_SETTINGS = {
  'deepseek-ocr': 'deepseekUrl',
  'nanonets-ocr2': 'nanonetsUrl',
  'dots-ocr': 'dotsocrUrl',
  'lighton-ocr': 'lightonocrUrl',
} as const satisfies Record<ServedEngineName, SettingName>

/** The key for served engines: in the environment or in a file of this name in the data folder, never a setting. */
export const SERVED_KEY_VARIABLE = 'VLLM_API_KEY'
export const SERVED_KEY_FILE = 'vllm-key'

/** What `GET /api/v1/settings` tells. */
export const SettingsReply = Type.Object({
  settings: Settings,
  /** Settings given by flag or environment: a change in the file would have no effect. */
  fixedBy: Type.Record(Type.String(), Type.Union([Type.Literal('flag'), Type.Literal('environment')])),
  dataDir: Type.String(),
  logDir: Type.String(),
  version: Type.String(),
  /** Settings changed in the file that wait for the next start. */
  waitingForRestart: Type.Array(Type.String()),
  /** What pages are read on, and why. */
  execution: Execution,
})
export type SettingsReply = Static<typeof SettingsReply>

export const SettingsPatch = Type.Partial(
  Type.Pick(Settings, [
    'allowedCallbacks',
    'workers',
    'executionProvider',
    'maxConcurrency',
    'defaultMode',
    'maxJobStorageMb',
    'maxJobCount',
    'maxJobAgeHours',
    'maxUploadMb',
    'maxPages',
    'inferenceMode',
    'deepseekUrl',
    'nanonetsUrl',
    'dotsocrUrl',
    'lightonocrUrl',
    'missingModel',
  ]),
  { additionalProperties: false },
)
export type SettingsPatch = Static<typeof SettingsPatch>

/** Written as `settings.json` into the data folder's owner's configuration, by the window or by hand. */
export const SETTINGS_FILE = 'settings.json'

/** Where a running server says how to reach it: `server.json` in the data folder, mode 0600. */
export const ServerFile = Type.Object({
  pid: Type.Integer(),
  url: Type.String(),
  key: Type.String(),
  /** For settings that only this machine's user may change. */
  ownerKey: Type.Optional(Type.String()),
  version: Type.String(),
  startedAt: Type.Integer(),
})
export type ServerFile = Static<typeof ServerFile>
export const SERVER_FILE = 'server.json'
